resource "aws_bedrockagent_agent" "support" {
  agent_name = "support"
}

resource "aws_bedrock_guardrail" "support" {
  name = "support"
}
