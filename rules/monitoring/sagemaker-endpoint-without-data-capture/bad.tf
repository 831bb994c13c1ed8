resource "aws_sagemaker_endpoint_configuration" "churn" { # expect
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }
}

resource "aws_sagemaker_endpoint_configuration" "ranking" {
  name = "ranking"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.ranking.name
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 2
  }

  data_capture_config {
    enable_capture              = false # expect
    initial_sampling_percentage = 20
    destination_s3_uri          = "s3://${aws_s3_bucket.capture.bucket}/ranking"

    capture_options {
      capture_mode = "Input"
    }
  }
}
