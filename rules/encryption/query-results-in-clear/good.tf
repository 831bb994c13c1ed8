resource "aws_athena_workgroup" "features" {
  name = "features"

  configuration {
    result_configuration {
      output_location = "s3://churn-results/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.results.arn
      }
    }
  }
}

resource "aws_kms_key" "results" {
  enable_key_rotation = true
}

# nothing is written to a bucket
resource "aws_athena_workgroup" "managed" {
  name = "managed"

  configuration {
    managed_query_results_configuration {
      enabled = true
    }
  }
}
