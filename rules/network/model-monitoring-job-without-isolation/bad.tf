resource "awscc_sagemaker_model_bias_job_definition" "churn" { # expect
  role_arn = "arn:aws:iam::111122223333:role/monitoring"
}
