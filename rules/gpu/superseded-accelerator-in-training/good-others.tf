# No accelerator, and types that groups say.
resource "aws_sagemaker_training_job" "plain" {
  training_job_name = "plain"
  role_arn          = "arn:aws:iam::111122223333:role/training"

  resource_config {
    volume_size_in_gb = 50
    instance_count    = 1
    instance_type     = "ml.m5.xlarge"
  }
}

resource "aws_sagemaker_training_job" "groups" {
  training_job_name = "groups"
  role_arn          = "arn:aws:iam::111122223333:role/training"

  resource_config {
    volume_size_in_gb = 50

    instance_groups {
      instance_group_name = "train"
      instance_type       = "ml.g6.xlarge"
      instance_count      = 1
    }
  }
}
