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
