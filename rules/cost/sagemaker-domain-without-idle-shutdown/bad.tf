resource "aws_sagemaker_domain" "research" {
  domain_name = "research"
  auth_mode   = "SSO"
  vpc_id      = aws_vpc.ml.id
  subnet_ids  = aws_subnet.private[*].id

  default_user_settings { # expect
    execution_role = aws_iam_role.studio.arn
  }
}

resource "aws_sagemaker_domain" "half_done" {
  domain_name = "half-done"
  auth_mode   = "SSO"
  vpc_id      = aws_vpc.ml.id
  subnet_ids  = aws_subnet.private[*].id

  default_user_settings {
    execution_role = aws_iam_role.studio.arn

    jupyter_lab_app_settings {
      app_lifecycle_management {
        idle_settings { # expect
          idle_timeout_in_minutes = 120
        }
      }
    }
  }
}
