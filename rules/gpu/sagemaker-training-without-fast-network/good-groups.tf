# Groups of machines say their types themselves.
resource "aws_sagemaker_training_job" "one" {
  training_job_name = "one"
  role_arn          = "arn:aws:iam::111122223333:role/training"

  resource_config {
    volume_size_in_gb = 50

    instance_groups {
      instance_group_name = "train"
      instance_type       = "ml.g5.12xlarge"
      instance_count      = 1
    }
  }
}
