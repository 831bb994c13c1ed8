resource "aws_bedrockagent_agent" "support" {
  agent_name              = "support"
  agent_resource_role_arn = aws_iam_role.agent.arn
  foundation_model        = "amazon.nova-lite-v1:0"

  guardrail_configuration {
    guardrail_identifier = "gr-7f3k2"
    guardrail_version    = "3"
  }
}

resource "aws_bedrockagent_agent" "bare" {
  agent_name              = "bare"
  agent_resource_role_arn = aws_iam_role.agent.arn
  foundation_model        = "amazon.nova-lite-v1:0"
}
