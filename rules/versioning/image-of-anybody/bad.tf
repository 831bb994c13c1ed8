data "aws_ami" "gpu" { # expect
  most_recent = true

  filter {
    name   = "name"
    values = ["Deep Learning Base*"]
  }
}

data "aws_ami" "any" {
  most_recent = true
  owners      = ["*"] # expect
}
