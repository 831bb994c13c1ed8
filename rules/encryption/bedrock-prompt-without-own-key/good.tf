resource "aws_bedrockagent_prompt" "summary" {
  name                        = "summary"
  customer_encryption_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/genai"
}
