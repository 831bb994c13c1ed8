resource "aws_security_group" "training" {
  name = "training"

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    self      = true
  }
}

resource "aws_launch_template" "p5" {
  instance_type = "p5.48xlarge"

  network_interfaces {
    interface_type  = "efa"
    security_groups = [aws_security_group.training.id]
  }
}

resource "aws_launch_template" "cpu" {
  instance_type = "m7i.large"
}
