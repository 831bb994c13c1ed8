resource "aws_launch_template" "gpu" {
  instance_type = "g5.2xlarge"
}

resource "aws_autoscaling_group" "gpu" {
  min_size = 2
  max_size = 4

  launch_template {
    id      = aws_launch_template.gpu.id
    version = "1"
  }
}

resource "aws_autoscaling_schedule" "night" {
  scheduled_action_name  = "night"
  autoscaling_group_name = aws_autoscaling_group.gpu.name
  recurrence             = "0 19 * * MON-FRI"
  min_size               = 0
}

resource "aws_launch_template" "plain" {
  instance_type = "m5.large"
}

resource "aws_autoscaling_group" "plain" {
  min_size = 2
  max_size = 4

  launch_template {
    id      = aws_launch_template.plain.id
    version = "1"
  }
}
