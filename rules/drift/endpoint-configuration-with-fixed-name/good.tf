resource "random_id" "version" {
  byte_length = 4
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name_prefix = "churn-"

  production_variants {
    model_name             = "churn"
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.churn.name
}

resource "aws_sagemaker_endpoint_configuration" "suffixed" {
  name = "ranking-${random_id.version.hex}"

  production_variants {
    model_name             = "ranking"
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
  }
}

resource "aws_sagemaker_endpoint" "ranking" {
  name                 = "ranking"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.suffixed.name
}
