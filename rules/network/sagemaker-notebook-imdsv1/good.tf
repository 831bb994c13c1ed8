variable "harden" {
  type    = bool
  default = true
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = 2
  }
}

resource "aws_sagemaker_notebook_instance" "shared" {
  name          = "shared"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"

  dynamic "instance_metadata_service_configuration" {
    for_each = var.harden ? [1] : []
    content {
      minimum_instance_metadata_service_version = "2"
    }
  }
}
