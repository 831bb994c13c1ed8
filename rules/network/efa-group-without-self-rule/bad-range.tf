resource "aws_security_group" "training" {
  name = "training"

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_launch_template" "p5" {
  instance_type = "p5.48xlarge"

  network_interfaces {
    interface_type  = "efa" # expect
    security_groups = [aws_security_group.training.id]
  }
}
