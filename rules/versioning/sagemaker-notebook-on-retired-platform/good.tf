resource "aws_sagemaker_notebook_instance" "exploration" {
  name                = "churn-exploration"
  role_arn            = aws_iam_role.notebook.arn
  instance_type       = "ml.t3.medium"
  platform_identifier = "notebook-al2023-v1"
}

# The service chooses the newest.
resource "aws_sagemaker_notebook_instance" "labelling" {
  name          = "image-labelling"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
}
