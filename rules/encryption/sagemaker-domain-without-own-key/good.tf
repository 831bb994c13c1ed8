resource "aws_kms_key" "studio" {
  description         = "Studio home directories"
  enable_key_rotation = true
}

resource "aws_sagemaker_domain" "research" {
  domain_name = "research"
  auth_mode   = "SSO"
  vpc_id      = aws_vpc.ml.id
  subnet_ids  = aws_subnet.private[*].id
  kms_key_id  = aws_kms_key.studio.arn

  default_user_settings {
    execution_role = aws_iam_role.studio.arn
  }
}
