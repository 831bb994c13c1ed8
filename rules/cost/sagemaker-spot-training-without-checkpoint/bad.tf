resource "aws_sagemaker_training_job" "churn" { # expect
  training_job_name            = "churn"
  role_arn                     = aws_iam_role.training.arn
  enable_managed_spot_training = true

  resource_config {
    instance_type     = "ml.g5.2xlarge"
    instance_count    = 1
    volume_size_in_gb = 100
  }

  stopping_condition {
    max_runtime_in_seconds   = 14400
    max_wait_time_in_seconds = 28800
  }
}
