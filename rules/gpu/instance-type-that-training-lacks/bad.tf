resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "g5.2xlarge" # expect
    instance_count    = 1
    volume_size_in_gb = 100
  }
}
