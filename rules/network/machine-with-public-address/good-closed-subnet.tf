resource "aws_subnet" "private" {
  vpc_id                  = "vpc-0a1b2c3d4e5f60718"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false
}

resource "aws_instance" "gpu" {
  ami           = "ami-0a1b2c3d4e5f60718"
  instance_type = "g5.xlarge"
  subnet_id     = aws_subnet.private.id
}
