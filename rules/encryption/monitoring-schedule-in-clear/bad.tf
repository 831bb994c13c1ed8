resource "aws_sagemaker_monitoring_schedule" "churn" {
  name = "churn"

  monitoring_schedule_config {
    monitoring_job_definition { # expect
      role_arn = "arn:aws:iam::111122223333:role/monitoring"
    }
    monitoring_type = "DataQuality"
  }
}
