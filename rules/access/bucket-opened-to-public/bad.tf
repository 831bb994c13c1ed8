resource "aws_s3_bucket" "training" {
  bucket = "churn-training"
}

resource "aws_s3_bucket_public_access_block" "training" {
  bucket                  = aws_s3_bucket.training.id
  block_public_acls       = true
  block_public_policy     = false # expect
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "of_another_stack" {
  bucket                  = var.features_bucket
  block_public_acls       = true
  block_public_policy     = false # expect
  ignore_public_acls      = true
  restrict_public_buckets = true
}

variable "features_bucket" {
  type = string
}
