variable "subnet_id" {
  type     = string
  nullable = false
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
  subnet_id     = aws_subnet.private[0].id
}

resource "aws_sagemaker_notebook_instance" "shared" {
  name          = "shared"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
  subnet_id     = var.subnet_id
}

resource "aws_subnet" "private" {
  count      = 2
  vpc_id     = aws_vpc.ml.id
  cidr_block = cidrsubnet("10.20.0.0/16", 8, count.index)
}
