resource "aws_bedrock_custom_model" "support" {
  custom_model_name       = "support"
  job_name                = "support"
  base_model_identifier   = "amazon.titan-text-express-v1"
  role_arn                = "arn:aws:iam::111122223333:role/customisation"
  custom_model_kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/genai"
}
