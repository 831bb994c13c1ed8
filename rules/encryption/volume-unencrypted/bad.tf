resource "aws_ebs_volume" "datasets" { # expect
  availability_zone = "eu-west-1a"
  size              = 500
}

resource "aws_ebs_volume" "checkpoints" {
  availability_zone = "eu-west-1a"
  size              = 500
  encrypted         = false # expect
}
