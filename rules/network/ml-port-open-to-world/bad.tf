resource "aws_security_group" "jupyter" {
  name   = "jupyter"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 8888
    to_port     = 8888
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"] # expect
  }
}

resource "aws_security_group" "ray" {
  name   = "ray"
  vpc_id = aws_vpc.ml.id

  dynamic "ingress" {
    for_each = [8265, 443]
    content {
      from_port        = ingress.value
      to_port          = ingress.value
      protocol         = "tcp"
      ipv6_cidr_blocks = ["::/0"] # expect
    }
  }
}

resource "aws_security_group" "cluster" {
  name   = "cluster"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"] # expect
  }
}
