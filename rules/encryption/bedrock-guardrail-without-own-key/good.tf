resource "aws_bedrock_guardrail" "support" {
  name                      = "support"
  blocked_input_messaging   = "I cannot help with that."
  blocked_outputs_messaging = "I cannot help with that."
  kms_key_arn               = "arn:aws:kms:eu-west-1:111122223333:key/genai"
}
