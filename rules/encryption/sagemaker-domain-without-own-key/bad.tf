resource "aws_sagemaker_domain" "research" { # expect
  domain_name = "research"
  auth_mode   = "SSO"
  vpc_id      = aws_vpc.ml.id
  subnet_ids  = aws_subnet.private[*].id

  default_user_settings {
    execution_role = aws_iam_role.studio.arn
  }
}
