resource "aws_instance" "jupyter" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "g5.xlarge"
  subnet_id                   = aws_subnet.public.id
  associate_public_ip_address = true # expect
}
