resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.inf2.xlarge"
    initial_instance_count = 2
  }
}

resource "aws_sagemaker_endpoint_configuration" "ranking" {
  name = "ranking"

  production_variants {
    model_name             = "ranking"
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
  }
}
