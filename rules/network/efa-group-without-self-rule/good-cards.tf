# A second card without EFA needs no such group.
resource "aws_security_group" "training" {
  name = "training"
}

resource "aws_vpc_security_group_ingress_rule" "training" {
  security_group_id            = aws_security_group.training.id
  referenced_security_group_id = aws_security_group.training.id
  ip_protocol                  = "-1"
}

resource "aws_launch_template" "p5" {
  instance_type = "p5.48xlarge"

  network_interfaces {
    interface_type  = "efa"
    security_groups = [aws_security_group.training.id]
  }

  network_interfaces {
    interface_type  = "interface"
    security_groups = ["sg-0a1b2c3d4e5f60718"]
  }
}
