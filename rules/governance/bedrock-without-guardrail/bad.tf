resource "aws_bedrockagent_agent" "support" { # expect
  agent_name = "support"
}
