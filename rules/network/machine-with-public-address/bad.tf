resource "aws_instance" "jupyter" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "g5.xlarge"
  subnet_id                   = aws_subnet.public.id
  associate_public_ip_address = true # expect
}

# the subnet gives one to whoever does not say no
resource "aws_instance" "ray" { # expect
  ami           = "ami-0abcdef1234567890"
  instance_type = "g5.xlarge"
  subnet_id     = aws_subnet.demo.id
}

resource "aws_subnet" "demo" {
  vpc_id                  = aws_vpc.ml.id
  cidr_block              = "10.0.8.0/24"
  map_public_ip_on_launch = true
}
