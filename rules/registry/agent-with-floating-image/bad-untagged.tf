resource "aws_bedrockagentcore_agent_runtime" "support" {
  agent_runtime_name = "support"
  role_arn           = "arn:aws:iam::111122223333:role/agent"

  agent_runtime_artifact {
    container_configuration {
      container_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/support" # expect
    }
  }

  network_configuration {
    network_mode = "VPC"
  }
}
