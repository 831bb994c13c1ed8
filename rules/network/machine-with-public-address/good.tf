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

# a bastion is there to be reached, by the office
resource "aws_instance" "bastion" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.public.id
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.office.id]
}

resource "aws_security_group" "office" {
  vpc_id = aws_vpc.ml.id
}

resource "aws_vpc_security_group_ingress_rule" "office" {
  security_group_id = aws_security_group.office.id
  cidr_ipv4         = "203.0.113.0/24"
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
}
