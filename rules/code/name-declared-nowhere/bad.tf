resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn-v2" # expect
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn-v1"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.m5.large"
    initial_instance_count = 1
  }
}
