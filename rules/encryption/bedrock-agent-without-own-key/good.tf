resource "aws_kms_key" "agents" {
  enable_key_rotation = true
}

resource "aws_bedrockagent_agent" "support" {
  agent_name                  = "support"
  agent_resource_role_arn     = aws_iam_role.agent.arn
  foundation_model            = "amazon.nova-lite-v1:0"
  customer_encryption_key_arn = aws_kms_key.agents.arn
}
