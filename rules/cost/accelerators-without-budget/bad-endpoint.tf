resource "aws_sagemaker_endpoint_configuration" "churn" { # expect
  name_prefix = "churn-"

  production_variants {
    variant_name           = "all"
    model_name             = "churn"
    initial_instance_count = 2
    instance_type          = "ml.m5.large"
  }
}
