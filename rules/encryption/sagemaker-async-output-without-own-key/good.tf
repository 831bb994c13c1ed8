resource "aws_sagemaker_endpoint_configuration" "documents" {
  name = "documents"

  production_variants {
    model_name             = "documents"
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 1
  }

  async_inference_config {
    output_config {
      s3_output_path = "s3://answers/documents"
      kms_key_id     = "alias/inference"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
  }
}
