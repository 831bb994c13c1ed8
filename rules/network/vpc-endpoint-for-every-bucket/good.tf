resource "aws_vpc_endpoint" "s3" {
  vpc_id       = "vpc-a"
  service_name = "com.amazonaws.eu-west-1.s3"
  policy       = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_vpc_endpoint" "logs" {
  vpc_id            = "vpc-a"
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-west-1.logs"
}
