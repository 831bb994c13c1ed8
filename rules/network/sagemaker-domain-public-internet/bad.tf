variable "network_mode" {
  type        = string
  description = "How Studio reaches the network."

  validation {
    condition     = contains(["VpcOnly", "PublicInternetOnly"], var.network_mode)
    error_message = "VpcOnly or PublicInternetOnly."
  }
}

resource "aws_sagemaker_domain" "research" { # expect
  domain_name = "research"
  auth_mode   = "SSO"
  vpc_id      = aws_vpc.ml.id
  subnet_ids  = aws_subnet.private[*].id

  default_user_settings {
    execution_role = aws_iam_role.studio.arn
  }
}

resource "aws_sagemaker_domain" "team" {
  domain_name             = "team"
  auth_mode               = "IAM"
  vpc_id                  = aws_vpc.ml.id
  subnet_ids              = aws_subnet.private[*].id
  app_network_access_type = var.network_mode # expect when var.network_mode=PublicInternetOnly

  default_user_settings {
    execution_role = aws_iam_role.studio.arn
  }
}
