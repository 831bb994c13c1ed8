resource "aws_bedrockagentcore_agent_runtime" "support" {
  agent_runtime_name = "support"
  role_arn           = aws_iam_role.agent.arn

  agent_runtime_artifact {
    container_configuration {
      container_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/support:2.3.0"
    }
  }
}

resource "aws_bedrockagentcore_agent_runtime" "from_code" {
  agent_runtime_name = "from_code"
  role_arn           = aws_iam_role.agent.arn

  agent_runtime_artifact {
    code_configuration {
      entry_point = ["main.py"]
      runtime     = "PYTHON_3_13"
    }
  }
}
