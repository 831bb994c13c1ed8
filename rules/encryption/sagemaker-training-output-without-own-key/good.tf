resource "aws_kms_key" "ml" {
  enable_key_rotation = true
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  output_data_config {
    s3_output_path = "s3://churn-models/output"
    kms_key_id     = aws_kms_key.ml.arn
  }

  resource_config {
    instance_type     = "ml.m5.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
