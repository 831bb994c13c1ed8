variable "isolated" {
  type    = bool
  default = true
}

resource "aws_sagemaker_model" "churn" {
  name                     = "churn"
  execution_role_arn       = aws_iam_role.inference.arn
  enable_network_isolation = var.isolated

  primary_container {
    image = "${aws_ecr_repository.churn.repository_url}:1.4.0"
  }
}
