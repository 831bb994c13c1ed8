variable "instance_type" {
  type = string
}

resource "aws_sagemaker_endpoint" "this" {
  name                 = var.instance_type
  endpoint_config_name = "churn"
}
