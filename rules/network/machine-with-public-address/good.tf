resource "aws_instance" "jupyter" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "g5.xlarge"
  subnet_id                   = aws_subnet.private.id
  associate_public_ip_address = false
}

resource "aws_instance" "tracking" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "m6i.large"
  subnet_id     = aws_subnet.private.id
}

resource "aws_instance" "ray" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "g5.xlarge"
  subnet_id                   = aws_subnet.demo.id
  associate_public_ip_address = false
}

resource "aws_subnet" "demo" {
  vpc_id                  = aws_vpc.ml.id
  cidr_block              = "10.0.8.0/24"
  map_public_ip_on_launch = true
}
