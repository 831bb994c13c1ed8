resource "aws_sagemaker_training_job" "churn" {
  training_job_name            = "churn"
  role_arn                     = aws_iam_role.training.arn
  enable_managed_spot_training = true

  checkpoint_config {
    s3_uri = "s3://${aws_s3_bucket.training.bucket}/checkpoints/churn"
  }

  resource_config {
    instance_type     = "ml.g5.2xlarge"
    instance_count    = 1
    volume_size_in_gb = 100
  }

  stopping_condition {
    max_runtime_in_seconds   = 14400
    max_wait_time_in_seconds = 28800
  }
}

resource "aws_sagemaker_training_job" "on_demand" {
  training_job_name = "on-demand"
  role_arn          = aws_iam_role.training.arn

  resource_config {
    instance_type     = "ml.g5.2xlarge"
    instance_count    = 1
    volume_size_in_gb = 100
  }
}

resource "aws_s3_bucket" "training" {
  bucket = "churn-training"
}
