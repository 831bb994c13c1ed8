resource "aws_launch_template" "training" { # expect
  instance_type = "p5.48xlarge"
}

resource "aws_autoscaling_group" "training" {
  min_size         = 0
  max_size         = 8
  desired_capacity = 4

  launch_template {
    id      = aws_launch_template.training.id
    version = "1"
  }
}

resource "aws_launch_template" "always" {
  instance_type = "p4d.24xlarge"

  network_interfaces { # expect
    device_index = 0
  }
}

resource "aws_autoscaling_group" "always" {
  min_size = 2
  max_size = 8

  launch_template {
    id      = aws_launch_template.always.id
    version = "1"
  }
}
