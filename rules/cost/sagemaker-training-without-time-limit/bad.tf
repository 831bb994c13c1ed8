resource "aws_sagemaker_training_job" "churn" { # expect
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.p4d.24xlarge"
    instance_count    = 1
    volume_size_in_gb = 100
  }
}
