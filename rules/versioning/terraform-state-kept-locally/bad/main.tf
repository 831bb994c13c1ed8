provider "aws" { # expect
  region = "eu-west-1"
}

resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}
