resource "aws_bedrock_guardrail" "support" { # expect
  name                      = "support"
  blocked_input_messaging   = "I cannot help with that."
  blocked_outputs_messaging = "I cannot help with that."
}
