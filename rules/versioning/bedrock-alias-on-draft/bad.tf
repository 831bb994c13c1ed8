resource "aws_bedrockagent_agent_alias" "live" {
  agent_alias_name = "live"
  agent_id         = "ABCDEF1234"

  routing_configuration {
    agent_version = "DRAFT" # expect
  }
}
