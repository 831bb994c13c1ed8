resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn-v1"
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn-v1"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.m5.large"
    initial_instance_count = 1
  }
}

resource "aws_sagemaker_endpoint" "ranking" {
  name                 = "ranking"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.churn.name
}

variable "lifecycle_config" {
  default = "made-elsewhere"
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name                  = "exploration"
  role_arn              = "arn:aws:iam::111122223333:role/notebook"
  instance_type         = "ml.t3.medium"
  lifecycle_config_name = var.lifecycle_config
}
