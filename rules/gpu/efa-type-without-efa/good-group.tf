# One machine has nobody to talk to; a group without a number may be one machine.
resource "aws_launch_template" "single" {
  instance_type = "p5.48xlarge"
}

resource "aws_autoscaling_group" "single" {
  min_size = 0
  max_size = 1

  launch_template {
    id      = aws_launch_template.single.id
    version = "1"
  }
}

resource "aws_launch_template" "small" {
  instance_type = "g5.xlarge"
}

resource "aws_autoscaling_group" "small" {
  min_size = 2
  max_size = 4

  launch_template {
    id      = aws_launch_template.small.id
    version = "1"
  }
}
