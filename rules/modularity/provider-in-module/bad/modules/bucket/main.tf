provider "aws" { # expect
  region = "us-east-1"
}

resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}
