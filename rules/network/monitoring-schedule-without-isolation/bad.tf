resource "aws_sagemaker_monitoring_schedule" "churn" {
  name = "churn"

  monitoring_schedule_config {
    monitoring_type = "DataQuality"

    monitoring_job_definition {
      role_arn = "arn:aws:iam::111122223333:role/monitoring"

      network_config {
        enable_network_isolation = false # expect
      }
    }
  }
}
