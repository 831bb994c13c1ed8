resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.p3.16xlarge" # expect
}

variable "notebook_type" {
  type = string
}

resource "aws_sagemaker_notebook_instance" "shared" {
  name          = "shared"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = var.notebook_type # expect unsure
}
