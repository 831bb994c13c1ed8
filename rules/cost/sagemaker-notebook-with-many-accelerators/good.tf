resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
}

# Sixteen times the price of the smallest, but one GPU.
resource "aws_sagemaker_notebook_instance" "large" {
  name          = "large"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.g5.16xlarge"
}
