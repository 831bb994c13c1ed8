resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
  acl    = "private"
}

resource "aws_s3_bucket" "cards" {
  bucket = "model-cards"
}

data "aws_iam_policy_document" "cards" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.cards.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }
  }

  # Everybody is refused, which lets nobody in.
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["${aws_s3_bucket.cards.arn}/*"]

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

resource "aws_s3_bucket_policy" "cards" {
  bucket = aws_s3_bucket.cards.id
  policy = data.aws_iam_policy_document.cards.json
}
