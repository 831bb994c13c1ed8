resource "aws_bedrockagentcore_memory" "support" { # expect
  name                  = "support"
  event_expiry_duration = 30
}
