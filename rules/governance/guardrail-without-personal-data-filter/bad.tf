resource "aws_bedrock_guardrail" "support" { # expect
  name                      = "support"
  blocked_input_messaging   = "No."
  blocked_outputs_messaging = "No."
}
