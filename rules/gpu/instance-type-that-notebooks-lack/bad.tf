resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "t3.medium" # expect
}

resource "aws_sagemaker_notebook_instance" "typo" {
  name          = "typo"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.huge" # expect unsure
}
