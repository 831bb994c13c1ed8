resource "aws_sagemaker_notebook_instance" "exploration" {
  name                = "churn-exploration"
  role_arn            = aws_iam_role.notebook.arn
  instance_type       = "ml.t3.medium"
  platform_identifier = "notebook-al1-v1" # expect
}

resource "aws_sagemaker_notebook_instance" "labelling" {
  name                = "image-labelling"
  role_arn            = aws_iam_role.notebook.arn
  instance_type       = "ml.t3.medium"
  platform_identifier = "notebook-al2-v2" # expect
}
