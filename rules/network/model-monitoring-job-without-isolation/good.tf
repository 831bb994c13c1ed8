resource "awscc_sagemaker_model_bias_job_definition" "churn" {
  role_arn = "arn:aws:iam::111122223333:role/monitoring"

  network_config = {
    enable_network_isolation = true
  }
}
