resource "aws_bedrock_custom_model" "support" { # expect
  custom_model_name     = "support"
  job_name              = "support"
  base_model_identifier = "amazon.titan-text-express-v1"
  role_arn              = "arn:aws:iam::111122223333:role/customisation"
}
