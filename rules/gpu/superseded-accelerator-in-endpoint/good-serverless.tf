resource "aws_sagemaker_endpoint_configuration" "churn" {
  name_prefix = "churn-"

  production_variants {
    variant_name = "all"
    model_name   = "churn"

    serverless_config {
      max_concurrency   = 5
      memory_size_in_mb = 2048
    }
  }
}
