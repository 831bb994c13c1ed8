resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }
}

resource "aws_sagemaker_endpoint" "churn" { # expect
  name                 = "churn"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.churn.name
}

resource "aws_appautoscaling_target" "other" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/ranking/variant/blue"
  min_capacity       = 1
  max_capacity       = 4
}
