provider "aws" {
  region = "eu-west-1"
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
  tags                 = { project = "churn", environment = "prod" } # expect
}
