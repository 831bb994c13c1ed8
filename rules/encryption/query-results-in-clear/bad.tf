resource "aws_athena_workgroup" "features" {
  name = "features"

  configuration {
    result_configuration { # expect
      output_location = "s3://churn-results/"
    }
  }
}

resource "aws_athena_workgroup" "labels" {
  name = "labels"

  configuration {
    enforce_workgroup_configuration = false # expect

    result_configuration {
      output_location = "s3://churn-results/"

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}
