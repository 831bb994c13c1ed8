resource "aws_kms_key" "capture" {
  description         = "Captured requests"
  enable_key_rotation = true
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }

  data_capture_config {
    enable_capture              = true
    initial_sampling_percentage = 10
    destination_s3_uri          = "s3://${aws_s3_bucket.capture.bucket}/churn"
    kms_key_id                  = aws_kms_key.capture.arn

    capture_options {
      capture_mode = "Input"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "without_capture" {
  name = "without-capture"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }
}
