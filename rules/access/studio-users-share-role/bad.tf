resource "aws_sagemaker_user_profile" "ada" { # expect
  domain_id         = aws_sagemaker_domain.research.id
  user_profile_name = "ada"
}
