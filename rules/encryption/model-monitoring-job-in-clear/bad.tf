resource "awscc_sagemaker_model_explainability_job_definition" "churn" { # expect
  role_arn = "arn:aws:iam::111122223333:role/monitoring"
}

resource "awscc_sagemaker_model_quality_job_definition" "churn" {
  role_arn = "arn:aws:iam::111122223333:role/monitoring"

  network_config = {
    enable_inter_container_traffic_encryption = false # expect
  }
}
