# Each of the four switches, while the account leaves all of them off.
resource "aws_s3_account_public_access_block" "account" {
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = false
}

resource "aws_s3_bucket" "features" {
  bucket = "features"
}

resource "aws_s3_bucket_public_access_block" "features" {
  bucket                  = aws_s3_bucket.features.id
  block_public_acls       = false # expect
  block_public_policy     = false # expect
  ignore_public_acls      = false # expect
  restrict_public_buckets = false # expect
}
