resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}

resource "aws_s3_bucket_acl" "models" {
  bucket = aws_s3_bucket.models.id
  acl    = "public-read" # expect
}

resource "aws_s3_bucket" "old" {
  bucket = "churn-old"
  acl    = "public-read-write" # expect
}

resource "aws_s3_bucket" "granted" {
  bucket = "churn-granted"
}

resource "aws_s3_bucket_acl" "granted" {
  bucket = aws_s3_bucket.granted.id

  access_control_policy {
    owner {
      id = "canonical-id"
    }
    grant {
      permission = "READ"
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers" # expect
      }
    }
  }
}

resource "aws_s3_bucket" "captures" {
  bucket = "churn-captures"
}

resource "aws_s3_bucket_policy" "captures" {
  bucket = aws_s3_bucket.captures.id
  policy = data.aws_iam_policy_document.captures.json
}

data "aws_iam_policy_document" "captures" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.captures.arn}/*"]

    principals { # expect
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
  }
}

# A website is read by everybody; this one is written by everybody too.
resource "aws_s3_bucket" "docs" {
  bucket = "model-cards"
  acl    = "public-read-write" # expect
}

resource "aws_s3_bucket_website_configuration" "docs" {
  bucket = aws_s3_bucket.docs.id

  index_document {
    suffix = "index.html"
  }
}

resource "aws_s3_bucket" "demo" {
  bucket = "churn-demo"
}

resource "aws_s3_bucket_website_configuration" "demo" {
  bucket = aws_s3_bucket.demo.id

  index_document {
    suffix = "index.html"
  }
}

resource "aws_s3_bucket_policy" "demo" {
  bucket = aws_s3_bucket.demo.id
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # expect
      Action    = "s3:*"
      Resource  = "${aws_s3_bucket.demo.arn}/*"
    }]
  })
}
