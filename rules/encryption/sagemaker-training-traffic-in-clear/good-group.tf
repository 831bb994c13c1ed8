# One group of one machine has nobody to talk to.
resource "aws_sagemaker_training_job" "ranking" {
  training_job_name = "ranking"
  role_arn          = "arn:aws:iam::111122223333:role/training"

  resource_config {
    volume_size_in_gb = 100

    instance_groups {
      instance_group_name = "train"
      instance_type       = "ml.g5.12xlarge"
      instance_count      = 1
    }
  }
}
