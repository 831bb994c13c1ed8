# A template without a type, and one with four accelerators.
resource "aws_launch_template" "base" {
  image_id = "ami-0a1b2c3d4e5f60718"
}

resource "aws_launch_template" "four" {
  instance_type = "g6e.12xlarge"
}

resource "aws_autoscaling_group" "four" {
  max_size         = 4
  desired_capacity = 1

  launch_template {
    id      = aws_launch_template.four.id
    version = "1"
  }
}

resource "aws_launch_template" "eight" {
  instance_type = "p4d.24xlarge"
}

resource "aws_autoscaling_group" "eight" {
  max_size         = 1
  desired_capacity = 1

  launch_template {
    id      = aws_launch_template.eight.id
    version = "1"
  }
}

resource "aws_launch_template" "equipped" {
  instance_type = "p4d.24xlarge"

  network_interfaces {
    device_index   = 0
    interface_type = "interface"
  }

  network_interfaces {
    device_index   = 1
    interface_type = "efa-only"
  }
}

resource "aws_autoscaling_group" "equipped" {
  min_size = 2
  max_size = 4

  launch_template {
    id      = aws_launch_template.equipped.id
    version = "1"
  }
}
