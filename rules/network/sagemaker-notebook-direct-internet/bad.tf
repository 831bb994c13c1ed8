variable "stage" {
  type = string
}

resource "aws_sagemaker_notebook_instance" "exploration" { # expect
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
  subnet_id     = aws_subnet.private.id
}

resource "aws_sagemaker_notebook_instance" "labelling" {
  name                   = "image-labelling"
  role_arn               = aws_iam_role.notebook.arn
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Enabled" # expect
}

resource "aws_sagemaker_notebook_instance" "features" {
  name                   = "feature-engineering"
  role_arn               = aws_iam_role.notebook.arn
  instance_type          = "ml.m5.xlarge"
  subnet_id              = aws_subnet.private.id
  direct_internet_access = var.stage == "prod" ? "Disabled" : "Enabled" # expect when var.stage=not prod
}
