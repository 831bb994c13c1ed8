resource "aws_sagemaker_endpoint_configuration" "shared" {
  name = "shared"

  production_variants {
    model_name             = "all"
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
  }
}
