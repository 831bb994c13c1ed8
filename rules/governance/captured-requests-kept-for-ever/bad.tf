resource "aws_s3_bucket" "capture" { # expect
  bucket = "capture"
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
  }

  data_capture_config {
    enable_capture              = true
    initial_sampling_percentage = 10
    destination_s3_uri          = "s3://${aws_s3_bucket.capture.bucket}/churn"

    capture_options {
      capture_mode = "Input"
    }
  }
}
