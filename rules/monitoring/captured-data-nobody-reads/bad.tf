resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
  }

  data_capture_config { # expect
    enable_capture              = true
    initial_sampling_percentage = 10
    destination_s3_uri          = "s3://capture/churn"

    capture_options {
      capture_mode = "Input"
    }
  }
}
