resource "aws_sagemaker_training_job" "ranking" { # expect
  training_job_name = "ranking"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.p4d.24xlarge"
    instance_count    = 4
    volume_size_in_gb = 500
  }
}
