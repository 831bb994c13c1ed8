data "aws_ami" "gpu" {
  most_recent = true
  owners      = ["amazon"]
}
