terraform {
  backend "s3" { # expect
    bucket = "ml-platform-state"
    key    = "platform/terraform.tfstate"
    region = "eu-west-1"
  }
}

resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}
