resource "aws_sagemaker_endpoint_configuration" "documents" {
  name = "documents"

  production_variants {
    model_name             = "documents"
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 1
  }

  async_inference_config {
    output_config { # expect
      s3_output_path = "s3://answers/documents"
    }
  }
}
