locals {
  name = "endpoint-${var.instance_type}"
}

resource "aws_sagemaker_endpoint" "this" {
  name                 = local.name
  endpoint_config_name = local.name
}
