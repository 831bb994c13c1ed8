resource "aws_vpc_endpoint" "s3" { # expect
  vpc_id       = "vpc-a"
  service_name = "com.amazonaws.eu-west-1.s3"
}
