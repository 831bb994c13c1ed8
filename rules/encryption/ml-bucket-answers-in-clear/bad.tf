resource "aws_s3_bucket" "models" { # expect
  bucket = "churn-models"
}

resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.models.bucket}/churn/model.tar.gz"
  }
}

# forbids one role alone, and writing alone
resource "aws_s3_bucket" "weights" {
  bucket = "churn-weights"
}

resource "aws_s3_bucket_policy" "weights" {
  bucket = aws_s3_bucket.weights.id
  policy = jsonencode({ # expect
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = { AWS = "arn:aws:iam::111122223333:role/inference" }
        Action    = "s3:*"
        Resource  = "${aws_s3_bucket.weights.arn}/*"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:Put*"
        Resource  = "${aws_s3_bucket.weights.arn}/*"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sagemaker_model" "weights" {
  name               = "weights"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.weights.bucket}/churn/model.tar.gz"
  }
}
