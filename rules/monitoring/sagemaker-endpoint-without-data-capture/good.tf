variable "sampling" {
  type    = number
  default = 10
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
    enable_capture              = var.sampling > 0
    initial_sampling_percentage = var.sampling
    destination_s3_uri          = "s3://${aws_s3_bucket.capture.bucket}/churn"

    capture_options {
      capture_mode = "Input"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "on_demand" {
  name = "on-demand"

  production_variants {
    variant_name = "AllTraffic"
    model_name   = aws_sagemaker_model.churn.name

    serverless_config {
      max_concurrency   = 5
      memory_size_in_mb = 2048
    }
  }
}
