provider "aws" {
  region = "eu-west-1"
}

resource "aws_sagemaker_endpoint" "churn" { # expect
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "aws_sagemaker_endpoint" "ranking" {
  name                 = "ranking"
  endpoint_config_name = "ranking"
  tags                 = {} # expect
}
