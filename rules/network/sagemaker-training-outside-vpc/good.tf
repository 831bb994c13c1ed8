resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.m5.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }

  vpc_config {
    subnets            = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.training.id]
  }
}

resource "aws_sagemaker_training_job" "isolated" {
  training_job_name        = "isolated"
  role_arn                 = aws_iam_role.training.arn
  enable_network_isolation = true

  resource_config {
    instance_type     = "ml.m5.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
