# The bucket is not in these files; its policy is for everybody whatever it is.
variable "bucket" {
  type = string
}

resource "aws_s3_bucket_policy" "shared" {
  bucket = var.bucket
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # expect
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::${var.bucket}/*"
    }]
  })
}

# Nobody listens to this ACL as long as the block stays.
resource "aws_s3_bucket" "features" {
  bucket = "churn-features"
  acl    = "public-read" # expect
}

resource "aws_s3_bucket_public_access_block" "features" {
  bucket             = aws_s3_bucket.features.id
  ignore_public_acls = true
}

resource "aws_s3_bucket" "cards" {
  bucket = "model-cards"
  acl    = "public-read" # expect
}

resource "aws_s3_bucket_website_configuration" "cards" {
  bucket = aws_s3_bucket.cards.id

  index_document {
    suffix = "index.html"
  }
}
