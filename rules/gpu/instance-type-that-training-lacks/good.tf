resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.g5.2xlarge"
    instance_count    = 1
    volume_size_in_gb = 100
  }
}

resource "aws_sagemaker_training_job" "of_several_kinds" {
  training_job_name = "of-several-kinds"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    volume_size_in_gb = 100

    instance_groups {
      instance_group_name = "learners"
      instance_type       = "ml.p4d.24xlarge"
      instance_count      = 2
    }
  }
}
