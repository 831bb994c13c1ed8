resource "aws_kms_key" "agents" {
  enable_key_rotation = true
}

resource "aws_bedrockagentcore_memory" "support" {
  name                  = "support"
  event_expiry_duration = 30
  encryption_key_arn    = aws_kms_key.agents.arn
}
