resource "aws_cloudwatch_metric_alarm" "errors" { # expect
  alarm_name          = "churn-errors"
  namespace           = "AWS/SageMaker"
  metric_name         = "Invocation5XXErrors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  ok_actions          = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}
