resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.m5.large"
    accelerator_type       = "ml.eia2.medium" # expect
    initial_instance_count = 2
  }
}
