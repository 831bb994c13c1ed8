data "aws_vpc" "default" {
  default = true # expect
}
