resource "aws_vpc" "ml" { # expect
  cidr_block = "10.20.0.0/16"
}
