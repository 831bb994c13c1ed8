resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.p4d.24xlarge"
    instance_count    = 1
    volume_size_in_gb = 100
  }

  stopping_condition {
    max_runtime_in_seconds = 86400
  }
}

resource "aws_sagemaker_training_job" "on_cpu" {
  training_job_name = "on-cpu"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.m5.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
