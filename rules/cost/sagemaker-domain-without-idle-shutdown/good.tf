resource "aws_sagemaker_domain" "research" {
  domain_name = "research"
  auth_mode   = "SSO"
  vpc_id      = aws_vpc.ml.id
  subnet_ids  = aws_subnet.private[*].id

  default_user_settings {
    execution_role = aws_iam_role.studio.arn

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings {
          lifecycle_management    = "ENABLED"
          idle_timeout_in_minutes = 90
        }
      }
    }
  }
}
