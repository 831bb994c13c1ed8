resource "aws_launch_template" "gpu" {
  name_prefix   = "gpu-"
  instance_type = "g5.xlarge"

  network_interfaces {
    device_index                = 0
    associate_public_ip_address = true # expect
    security_groups             = [aws_security_group.gpu.id]
  }
}
