resource "aws_cloudwatch_metric_alarm" "errors" { # expect
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 5
}
