resource "aws_s3_bucket" "training" { # expect
  bucket = "churn-training"
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"

  checkpoint_config {
    s3_uri = "s3://${aws_s3_bucket.training.bucket}/checkpoints"
  }
}
