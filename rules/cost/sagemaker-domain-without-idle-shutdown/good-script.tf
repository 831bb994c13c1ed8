resource "aws_sagemaker_domain" "ml" {
  domain_name = "ml"
  auth_mode   = "IAM"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
  subnet_ids  = ["subnet-0a1b2c3d4e5f60718"]

  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"

    jupyter_lab_app_settings {
      lifecycle_config_arns = ["arn:aws:sagemaker:eu-west-1:111122223333:studio-lifecycle-config/auto-stop"]
    }
  }
}
