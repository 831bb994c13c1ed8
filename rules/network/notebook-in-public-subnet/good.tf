resource "aws_vpc" "ml" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_nat_gateway" "main" {
  subnet_id = "subnet-a"
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.ml.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.main.id
  }
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "exploration"
  instance_type = "ml.t3.medium"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
  subnet_id     = aws_subnet.private.id
}

resource "aws_sagemaker_notebook_instance" "managed" {
  name          = "managed"
  instance_type = "ml.t3.medium"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
}
