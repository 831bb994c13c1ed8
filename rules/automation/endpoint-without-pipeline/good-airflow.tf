resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "aws_mwaa_environment" "training" {
  name = "training"
}
