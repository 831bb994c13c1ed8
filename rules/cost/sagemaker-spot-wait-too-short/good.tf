resource "aws_sagemaker_training_job" "churn" {
  training_job_name            = "churn"
  role_arn                     = aws_iam_role.training.arn
  enable_managed_spot_training = true

  stopping_condition {
    max_runtime_in_seconds   = 14400
    max_wait_time_in_seconds = 14400
  }
}

resource "aws_sagemaker_training_job" "on_demand" {
  training_job_name = "on-demand"
  role_arn          = aws_iam_role.training.arn

  stopping_condition {
    max_runtime_in_seconds = 14400
  }
}
