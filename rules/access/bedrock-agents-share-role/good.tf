resource "aws_iam_role" "support" {
  assume_role_policy = "{}"
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

resource "aws_bedrockagent_agent" "support" {
  agent_name              = "support"
  agent_resource_role_arn = aws_iam_role.support.arn
}

resource "aws_bedrockagent_agent" "orders" {
  agent_name              = "orders"
  agent_resource_role_arn = aws_iam_role.orders.arn
}
