resource "aws_vpc" "ml" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.ml.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.ml.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_emr_cluster" "features" {
  name          = "features"
  release_label = "emr-7.2.0"
  service_role  = "emr"

  ec2_attributes {
    subnet_id        = aws_subnet.public.id # expect
    instance_profile = "emr"
  }
}

# the fleet takes any of its subnets
resource "aws_emr_cluster" "labels" {
  name          = "labels"
  release_label = "emr-7.2.0"
  service_role  = "emr"

  ec2_attributes { # expect
    subnet_ids       = [aws_subnet.public.id]
    instance_profile = "emr"
  }
}
