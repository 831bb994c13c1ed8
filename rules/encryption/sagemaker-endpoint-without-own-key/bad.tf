resource "aws_sagemaker_endpoint_configuration" "churn" { # expect
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }
}
