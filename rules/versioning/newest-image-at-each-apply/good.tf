data "aws_ami" "gpu" {
  owners = ["amazon"]

  filter {
    name   = "name"
    values = ["Deep Learning Base OSS Nvidia Driver GPU AMI (Ubuntu 22.04) 20250103"]
  }
}
