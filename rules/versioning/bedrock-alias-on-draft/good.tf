resource "aws_bedrockagent_agent_alias" "live" {
  agent_alias_name = "live"
  agent_id         = "ABCDEF1234"

  routing_configuration {
    agent_version = "3"
  }
}

resource "aws_bedrockagent_agent_alias" "next" {
  agent_alias_name = "next"
  agent_id         = "ABCDEF1234"
}
