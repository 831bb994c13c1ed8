resource "aws_cloudtrail" "main" { # expect
  name           = "main"
  s3_bucket_name = "trail"
}

resource "aws_cloudtrail" "tables" {
  name           = "tables"
  s3_bucket_name = "trail"

  event_selector { # expect
    data_resource {
      type   = "AWS::DynamoDB::Table"
      values = ["arn:aws:dynamodb"]
    }
  }
}

resource "aws_cloudtrail" "management" { # expect
  name           = "management"
  s3_bucket_name = "trail"

  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
}
