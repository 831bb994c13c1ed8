variable "subnet_id" {
  type    = string
  default = null
}

resource "aws_sagemaker_notebook_instance" "exploration" { # expect
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_notebook_instance" "shared" {
  name          = "shared"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
  subnet_id     = var.subnet_id # expect
}
