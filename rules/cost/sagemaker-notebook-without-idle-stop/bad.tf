resource "aws_sagemaker_notebook_instance" "exploration" { # expect
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.g5.xlarge"
}
