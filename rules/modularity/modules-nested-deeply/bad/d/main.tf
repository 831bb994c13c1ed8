resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}
