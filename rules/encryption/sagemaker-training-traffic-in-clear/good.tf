resource "aws_sagemaker_training_job" "ranking" {
  training_job_name                         = "ranking"
  role_arn                                  = aws_iam_role.training.arn
  enable_inter_container_traffic_encryption = true

  resource_config {
    instance_type     = "ml.p4d.24xlarge"
    instance_count    = 4
    volume_size_in_gb = 500
  }
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.m5.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
