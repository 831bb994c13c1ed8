resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"

  deployment_config {
    blue_green_update_policy {
      traffic_routing_configuration {
        type                     = "ALL_AT_ONCE"
        wait_interval_in_seconds = 300
      }
    }

    auto_rollback_configuration {
      alarms {
        alarm_name = "churn-errors"
      }
    }
  }
}
