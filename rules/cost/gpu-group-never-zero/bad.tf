resource "aws_launch_template" "gpu" {
  instance_type = "g5.2xlarge"
}

resource "aws_autoscaling_group" "gpu" {
  min_size = 2 # expect
  max_size = 4

  launch_template {
    id      = aws_launch_template.gpu.id
    version = "1"
  }
}
