resource "aws_appautoscaling_target" "churn" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/churn/variant/blue"
  min_capacity       = 1
  max_capacity       = 4
}

resource "aws_appautoscaling_target" "table" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  resource_id        = "table/features"
  min_capacity       = 5
  max_capacity       = 5
}
