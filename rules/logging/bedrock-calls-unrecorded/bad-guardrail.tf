resource "aws_bedrock_guardrail" "support" { # expect
  name                      = "support"
  blocked_input_messaging   = "Please ask something else."
  blocked_outputs_messaging = "I cannot answer that."
}
