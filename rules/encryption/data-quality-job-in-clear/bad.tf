resource "aws_sagemaker_data_quality_job_definition" "churn" { # expect
  name     = "churn"
  role_arn = aws_iam_role.monitoring.arn
}
