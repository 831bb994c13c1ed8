resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}

resource "aws_s3_bucket_policy" "models" {
  bucket = aws_s3_bucket.models.id
  policy = data.aws_iam_policy_document.tls.json
}

data "aws_iam_policy_document" "tls" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.models.arn, "${aws_s3_bucket.models.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.models.bucket}/churn/model.tar.gz"
  }
}

# as before version 4 of the provider
resource "aws_s3_bucket" "features" {
  bucket = "churn-features"
  policy = data.aws_iam_policy_document.features.json
}

data "aws_iam_policy_document" "features" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::churn-features", "arn:aws:s3:::churn-features/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sagemaker_model" "churn_features" {
  name               = "churn-features"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.features.bucket}/churn/model.tar.gz"
  }
}

# keys are read in any case
resource "aws_s3_bucket" "labels" {
  bucket = "churn-labels"
}

resource "aws_s3_bucket_policy" "labels" {
  bucket = aws_s3_bucket.labels.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = "*"
      Resource  = [aws_s3_bucket.labels.arn, "${aws_s3_bucket.labels.arn}/*"]
      Condition = { BoolIfExists = { "aws:securetransport" = false } }
    }]
  })
}

resource "aws_sagemaker_model" "labels" {
  name               = "labels"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.labels.bucket}/churn/model.tar.gz"
  }
}
