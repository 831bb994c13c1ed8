data "aws_ami" "gpu" {
  most_recent = true # expect
  owners      = ["amazon"]
}
