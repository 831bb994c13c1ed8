resource "aws_autoscaling_group" "gpu" {
  min_size = 0
  max_size = 4

  launch_template {
    id      = "lt-a"
    version = "$Latest" # expect
  }
}
