provider "aws" {
  region = "eu-west-1"
}

resource "aws_s3_bucket" "training" { # expect
  bucket = "churn-training"
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"

  output_data_config {
    s3_output_path = "s3://${aws_s3_bucket.training.bucket}/models"
  }
}
