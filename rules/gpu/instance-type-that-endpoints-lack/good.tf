resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }
}

resource "aws_sagemaker_endpoint_configuration" "on_demand" {
  name = "on-demand"

  production_variants {
    variant_name = "AllTraffic"
    model_name   = aws_sagemaker_model.churn.name

    serverless_config {
      max_concurrency   = 5
      memory_size_in_mb = 2048
    }
  }
}
