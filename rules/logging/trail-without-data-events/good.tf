resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = "trail"

  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::training/"]
    }
  }
}

resource "aws_cloudtrail" "models" {
  name           = "models"
  s3_bucket_name = "trail"

  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::SageMaker::Endpoint"]
    }
  }
}
