resource "aws_sagemaker_user_profile" "ada" {
  domain_id         = aws_sagemaker_domain.research.id
  user_profile_name = "ada"

  user_settings {
    execution_role = "arn:aws:iam::111122223333:role/recommendations"
  }
}
