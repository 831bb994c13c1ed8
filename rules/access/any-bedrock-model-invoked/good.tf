resource "aws_iam_role" "support" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })

  inline_policy {
    name = "ask"
    policy = jsonencode({
      Statement = [{
        Effect   = "Allow"
        Action   = "bedrock:InvokeModel"
        Resource = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"
      }]
    })
  }
}
