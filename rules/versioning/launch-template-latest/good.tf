resource "aws_autoscaling_group" "gpu" {
  min_size = 0
  max_size = 4

  launch_template {
    id      = aws_launch_template.gpu.id
    version = aws_launch_template.gpu.latest_version
  }
}

resource "aws_launch_template" "gpu" {
  instance_type = "g5.xlarge"
}
