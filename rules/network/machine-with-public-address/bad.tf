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

# a GPU machine needs no public address, whoever may use it
resource "aws_instance" "office" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "g5.xlarge"
  subnet_id                   = aws_subnet.public.id
  associate_public_ip_address = true # expect
  vpc_security_group_ids      = [aws_security_group.office.id]
}

resource "aws_security_group" "office" {
  vpc_id = aws_vpc.ml.id

  ingress {
    cidr_blocks = ["203.0.113.0/24"]
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
  }
}

resource "aws_instance" "demo" {
  ami                         = "ami-0abcdef1234567890"
  instance_type               = "m6i.large"
  subnet_id                   = aws_subnet.public.id
  associate_public_ip_address = true # expect
  vpc_security_group_ids      = [aws_security_group.office.id, aws_security_group.demo.id]
}

resource "aws_security_group" "demo" {
  vpc_id = aws_vpc.ml.id

  ingress {
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 7860
    to_port     = 7860
    protocol    = "tcp"
  }
}
