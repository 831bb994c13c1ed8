resource "aws_nat_gateway" "ml" { # expect
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public.id
}

resource "aws_vpc_endpoint" "sagemaker" {
  vpc_id            = aws_vpc.ml.id
  service_name      = "com.amazonaws.eu-west-1.sagemaker.api"
  vpc_endpoint_type = "Interface"
}

# for another service
resource "aws_vpc_endpoint" "features" {
  vpc_id       = aws_vpc.ml.id
  service_name = "com.amazonaws.eu-west-1.dynamodb"
}
