resource "aws_sagemaker_notebook_instance" "exploration" { # expect
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_notebook_instance" "shared" {
  name          = "shared"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
  root_access   = "Enabled" # expect
}

variable "root_access" {
  type = string
}

resource "aws_sagemaker_notebook_instance" "platform" {
  name          = "platform"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
  root_access   = var.root_access # expect unsure
}
