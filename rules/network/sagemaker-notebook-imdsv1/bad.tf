resource "aws_sagemaker_notebook_instance" "exploration" { # expect
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_notebook_instance" "legacy" {
  name          = "churn-legacy"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "1" # expect
  }
}
