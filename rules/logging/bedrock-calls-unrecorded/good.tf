resource "aws_bedrockagent_agent" "support" {
  agent_name = "support"
}

resource "aws_bedrock_model_invocation_logging_configuration" "main" {
}
