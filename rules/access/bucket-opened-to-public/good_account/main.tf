resource "aws_s3_bucket" "training" {
  bucket = "churn-training"
}

resource "aws_s3_bucket_public_access_block" "training" {
  bucket              = aws_s3_bucket.training.id
  block_public_policy = false
}

# what an account refuses no bucket can allow
resource "aws_s3_account_public_access_block" "here" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
