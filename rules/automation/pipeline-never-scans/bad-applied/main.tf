provider "aws" { # expect
  region = "eu-west-1"
}
