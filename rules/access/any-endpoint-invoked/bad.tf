resource "aws_iam_role" "shop" {
  assume_role_policy = "{}"

  inline_policy {
    name   = "predict"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sagemaker:InvokeEndpoint", Resource = "*" }] }) # expect
  }
}
