resource "aws_bedrockagentcore_agent_runtime" "support" {
  agent_runtime_name = "support"
  role_arn           = aws_iam_role.agent.arn

  network_configuration {
    network_mode = "PUBLIC" # expect
  }
}
