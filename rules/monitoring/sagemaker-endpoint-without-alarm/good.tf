resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "aws_cloudwatch_metric_alarm" "churn" {
  alarm_name          = "churn-errors"
  namespace           = "AWS/SageMaker"
  metric_name         = "Invocation5XXErrors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    EndpointName = aws_sagemaker_endpoint.churn.name
    VariantName  = "blue"
  }
}

resource "aws_sagemaker_endpoint" "by_name" {
  name                 = "churn-canary"
  endpoint_config_name = "churn"
}

resource "aws_cloudwatch_metric_alarm" "by_name" {
  alarm_name          = "churn-canary-errors"
  namespace           = "AWS/SageMaker"
  metric_name         = "Invocation5XXErrors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    EndpointName = "churn-canary"
    VariantName  = "blue"
  }
}
