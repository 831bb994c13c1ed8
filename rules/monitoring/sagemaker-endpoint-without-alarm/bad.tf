resource "aws_sagemaker_endpoint" "churn" { # expect
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "aws_cloudwatch_metric_alarm" "ranking" {
  alarm_name          = "ranking-errors"
  namespace           = "AWS/SageMaker"
  metric_name         = "Invocation5XXErrors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    EndpointName = "ranking"
    VariantName  = "blue"
  }
}
