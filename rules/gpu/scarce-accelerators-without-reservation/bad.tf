resource "aws_launch_template" "p5" {
  instance_type = "p5.48xlarge" # expect
}
