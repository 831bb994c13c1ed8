resource "aws_s3_bucket" "training" {
  bucket = "churn-training"
}
