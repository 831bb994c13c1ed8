resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 5
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}

resource "aws_cloudwatch_metric_alarm" "rollback" {
  alarm_name          = "rollback"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 5
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"

  deployment_config {
    auto_rollback_configuration {
      alarms {
        alarm_name = aws_cloudwatch_metric_alarm.rollback.alarm_name
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "latency"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 5
}

resource "aws_cloudwatch_composite_alarm" "unwell" {
  alarm_name    = "unwell"
  alarm_rule    = "ALARM(\"latency\") OR ALARM(\"errors\")"
  alarm_actions = ["arn:aws:sns:eu-west-1:111122223333:on-call"]
}
