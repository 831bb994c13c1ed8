resource "aws_autoscaling_group" "workers" {
  name             = "workers"
  min_size         = 0
  max_size         = 8
  desired_capacity = 0

  lifecycle {
    ignore_changes = [desired_capacity]
  }
}

resource "aws_security_group" "notebooks" {
  name = "notebooks"
}
