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

resource "aws_vpc_endpoint" "models" {
  vpc_id            = "vpc-a"
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-west-1.sagemaker.runtime"
}

resource "aws_vpc_endpoint_policy" "models" {
  vpc_endpoint_id = aws_vpc_endpoint.models.id
  policy          = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "sagemaker:InvokeEndpoint", Resource = "*" }] })
}
