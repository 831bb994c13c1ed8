variable "notebooks" {
  type    = set(string)
  default = ["churn", "fraud"]
}

locals {
  internet = "Disabled"
}

resource "aws_sagemaker_notebook_instance" "team" {
  for_each = var.notebooks

  name                   = "${each.key}-exploration"
  role_arn               = aws_iam_role.notebook.arn
  instance_type          = "ml.t3.medium"
  subnet_id              = aws_subnet.private.id
  direct_internet_access = local.internet
}
