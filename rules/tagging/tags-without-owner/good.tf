variable "more_tags" {
  type    = map(string)
  default = {}
}

provider "aws" {
  default_tags {
    tags = { Owner = "forecasting" }
  }
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
  tags                 = merge({ "acme:Environment" = "prod" }, var.more_tags)
}

resource "aws_s3_bucket" "churn" { # that it has no tag but the default is another rule's
  bucket = "churn"
  tags   = { Env = "dev" }
}
