resource "aws_bedrockagentcore_agent_runtime" "support" {
  agent_runtime_name = "support"
  role_arn           = aws_iam_role.agent.arn

  agent_runtime_artifact {
    container_configuration {
      container_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/support:latest" # expect
    }
  }
}

resource "aws_ecr_repository" "agent" {
  name = "agent"
}

resource "aws_bedrockagentcore_agent_runtime" "sales" {
  agent_runtime_name = "sales"
  role_arn           = aws_iam_role.agent.arn

  agent_runtime_artifact {
    container_configuration {
      container_uri = "${aws_ecr_repository.agent.repository_url}:latest" # expect
    }
  }
}
