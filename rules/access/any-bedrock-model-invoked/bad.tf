resource "aws_iam_role" "support" {
  assume_role_policy = "{}"

  inline_policy {
    name   = "ask"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "bedrock:InvokeModel*", Resource = "*" }] }) # expect
  }
}
