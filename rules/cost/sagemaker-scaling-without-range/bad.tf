resource "aws_appautoscaling_target" "churn" {
  service_namespace  = "sagemaker"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  resource_id        = "endpoint/churn/variant/blue"
  min_capacity       = 2
  max_capacity       = 2 # expect
}
