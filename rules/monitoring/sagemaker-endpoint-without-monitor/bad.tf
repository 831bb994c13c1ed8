resource "aws_sagemaker_endpoint" "churn" { # expect
  name                 = "churn"
  endpoint_config_name = "churn"
}
