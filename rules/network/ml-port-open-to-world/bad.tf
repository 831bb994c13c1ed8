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

resource "aws_vpc_security_group_ingress_rule" "mlflow" {
  security_group_id = aws_security_group.mlflow.id
  ip_protocol       = "tcp"
  from_port         = 5000
  to_port           = 5000
  cidr_ipv4         = "0.0.0.0/0" # expect
}

resource "aws_security_group" "mlflow" {
  name   = "mlflow"
  vpc_id = aws_vpc.ml.id
}

resource "aws_security_group_rule" "tensorboard" {
  type              = "ingress"
  security_group_id = aws_security_group.mlflow.id
  protocol          = "TCP"
  from_port         = 6000
  to_port           = 6100
  cidr_blocks       = ["0.0.0.0/0"] # expect
}

# a load balancer carries it, and so does a machine
resource "aws_security_group" "shared" {
  name   = "shared"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"] # expect
  }
}

resource "aws_lb" "models" {
  security_groups = [aws_security_group.shared.id]
  subnets         = [aws_subnet.public.id]
}

resource "aws_instance" "notebook" {
  ami                    = "ami-0abcdef1234567890"
  instance_type          = "g5.xlarge"
  vpc_security_group_ids = [aws_security_group.shared.id]
}

# the two halves of the internet
resource "aws_vpc_security_group_ingress_rule" "dask" {
  for_each          = toset(["0.0.0.0/1", "128.0.0.0/1"])
  security_group_id = aws_security_group.mlflow.id
  ip_protocol       = "6"
  from_port         = 8786
  to_port           = 8787
  cidr_ipv4         = each.value # expect
}

# beside a page that everybody may see, a model server that asks nobody
resource "aws_security_group" "chat" {
  name   = "chat"
  vpc_id = aws_vpc.ml.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  ingress {
    from_port   = 11434
    to_port     = 11434
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"] # expect
  }
}

# whose group this is does not matter: nothing says that only functions carry it
variable "group" {
  type = string
}

resource "aws_security_group_rule" "elsewhere" {
  type              = "ingress"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"] # expect
  security_group_id = var.group
}
