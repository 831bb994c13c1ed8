provider "aws" { # expect
  region = "eu-west-1"
}

resource "aws_config_config_rule" "buckets" {
  name = "buckets"

  source {
    owner             = "AWS"
    source_identifier = "S3_BUCKET_VERSIONING_ENABLED"
  }
}
