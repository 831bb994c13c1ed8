# Other conditions, and half of what travels.
resource "aws_s3_bucket" "features" {
  bucket = "features"
}

resource "aws_s3_bucket_policy" "features" {
  bucket = aws_s3_bucket.features.id
  policy = jsonencode({ # expect
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "arn:aws:s3:::features/*"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "arn:aws:s3:::features/*"
        Condition = { StringNotEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" }, Bool = { "aws:ViaAWSService" = "false" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "arn:aws:s3:::features/*"
        Condition = { Bool = { "aws:SecureTransport" = "true" } }
      },
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/training" }, Action = "s3:*", Resource = "*" },
    ]
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
