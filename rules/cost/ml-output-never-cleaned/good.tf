resource "aws_s3_bucket" "training" {
  bucket = "churn-training"
}

resource "aws_s3_bucket_lifecycle_configuration" "training" {
  bucket = aws_s3_bucket.training.id

  rule {
    id     = "old"
    status = "Enabled"

    transition {
      days          = 30
      storage_class = "INTELLIGENT_TIERING"
    }
  }
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"

  checkpoint_config {
    s3_uri = "s3://${aws_s3_bucket.training.bucket}/checkpoints"
  }
}

resource "aws_s3_bucket" "website" {
  bucket = "website"
}
