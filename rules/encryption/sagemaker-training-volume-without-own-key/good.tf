resource "aws_kms_key" "ml" {
  enable_key_rotation = true
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.m5.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
    volume_kms_key_id = aws_kms_key.ml.arn
  }
}

# A p4d trains on its own NVMe disks, for which the service takes no key.
resource "aws_sagemaker_training_job" "ranking" {
  training_job_name = "ranking"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.p4d.24xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
