# One machine of each kind is two machines.
resource "aws_sagemaker_training_job" "ranking" { # expect
  training_job_name = "ranking"
  role_arn          = "arn:aws:iam::111122223333:role/training"

  resource_config {
    volume_size_in_gb = 100

    instance_groups {
      instance_group_name = "prepare"
      instance_type       = "ml.c5.4xlarge"
      instance_count      = 1
    }

    instance_groups {
      instance_group_name = "train"
      instance_type       = "ml.g6.12xlarge"
      instance_count      = 1
    }
  }
}
