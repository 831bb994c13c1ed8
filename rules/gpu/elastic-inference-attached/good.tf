resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.inf2.xlarge"
    initial_instance_count = 2
  }
}
