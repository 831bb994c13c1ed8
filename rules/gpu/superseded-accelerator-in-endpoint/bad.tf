resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.p3.16xlarge" # expect
    initial_instance_count = 2
  }
}
