resource "aws_kms_key" "agents" {
  enable_key_rotation = true
}

resource "aws_bedrockagentcore_gateway" "tools" {
  name            = "tools"
  role_arn        = aws_iam_role.gateway.arn
  protocol_type   = "MCP"
  authorizer_type = "AWS_IAM"
  kms_key_arn     = aws_kms_key.agents.arn
}
