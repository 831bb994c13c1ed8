resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  output_data_config { # expect
    s3_output_path = "s3://churn-models/output"
  }

  resource_config {
    instance_type     = "ml.m5.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
