resource "aws_sagemaker_monitoring_schedule" "churn" {
  name = "churn"

  monitoring_schedule_config {
    monitoring_job_definition {
      role_arn = "arn:aws:iam::111122223333:role/monitoring"

      network_config {
        enable_inter_container_traffic_encryption = true
      }
    }
    monitoring_type = "DataQuality"
  }
}

resource "aws_sagemaker_monitoring_schedule" "by_name" {
  name = "by-name"

  monitoring_schedule_config {
    monitoring_job_definition_name = "churn"
    monitoring_type                = "DataQuality"
  }
}
