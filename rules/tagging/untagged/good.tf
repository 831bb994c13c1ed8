provider "aws" {
  region = "eu-west-1"
}

variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
  tags                 = merge(var.tags, { project = "churn" })
}
