resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "aws_sagemaker_monitoring_schedule" "churn" {
  name = "churn"

  monitoring_schedule_config {
    monitoring_job_definition_name = "churn"
    monitoring_type                = "DataQuality"
  }
}
