resource "aws_sagemaker_endpoint_configuration" "documents" {
  name = "documents"

  production_variants {
    variant_name           = "AllTraffic"
    model_name             = aws_sagemaker_model.documents.name
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 1
  }

  async_inference_config {
    output_config {
      s3_output_path = "s3://document-results/output"
    }
  }
}

resource "aws_sagemaker_endpoint" "documents" {
  name                 = "documents"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.documents.name
}

resource "aws_appautoscaling_target" "documents" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/${aws_sagemaker_endpoint.documents.name}/variant/AllTraffic"
  min_capacity       = 0
  max_capacity       = 4
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.churn.name
}

resource "aws_appautoscaling_target" "churn" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/${aws_sagemaker_endpoint.churn.name}/variant/blue"
  min_capacity       = 1
  max_capacity       = 4
}
