resource "aws_s3_bucket" "models" { # expect
  bucket = "churn-models"
}
