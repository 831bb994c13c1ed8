resource "aws_vpc" "ml" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.ml.id
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_emr_cluster" "features" {
  name          = "features"
  release_label = "emr-7.5.0"
  service_role  = "arn:aws:iam::111122223333:role/emr"

  ec2_attributes {
    instance_profile = "emr"
    subnet_id        = aws_subnet.private.id
  }
}

resource "aws_emr_cluster" "fleet" {
  name          = "fleet"
  release_label = "emr-7.5.0"
  service_role  = "arn:aws:iam::111122223333:role/emr"

  ec2_attributes {
    instance_profile = "emr"
    subnet_ids       = [aws_subnet.private.id]
  }
}
