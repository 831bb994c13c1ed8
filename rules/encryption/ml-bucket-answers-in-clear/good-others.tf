# All but one are refused, without exception; and a bucket that has nothing to do with models.
resource "aws_s3_bucket" "features" {
  bucket = "features"
}

resource "aws_s3_bucket_policy" "features" {
  bucket = aws_s3_bucket.features.id
  policy = jsonencode({
    Statement = [{
      Effect       = "Deny"
      NotPrincipal = { AWS = "arn:aws:iam::111122223333:role/break-glass" }
      Action       = "s3:*"
      Resource     = "arn:aws:s3:::features/*"
      Condition    = { BoolIfExists = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.features.id}/model.tar.gz"
  }
}

resource "aws_s3_bucket" "pages" {
  bucket = "pages"
}
