resource "aws_sagemaker_training_job" "ranking" {
  training_job_name = "ranking"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.p4d.24xlarge"
    instance_count    = 4
    volume_size_in_gb = 100
  }
}

resource "aws_sagemaker_training_job" "one_node" {
  training_job_name = "one-node"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.g4dn.xlarge"
    instance_count    = 1
    volume_size_in_gb = 100
  }
}

# Gradient boosting on CPUs exchanges little.
resource "aws_sagemaker_training_job" "on_cpu" {
  training_job_name = "on-cpu"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.m5.4xlarge"
    instance_count    = 4
    volume_size_in_gb = 100
  }
}
