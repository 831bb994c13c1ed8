resource "aws_iam_role" "assistant" {
  name               = "assistant"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "assistant" {
  role = aws_iam_role.assistant.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "bedrock:InvokeModel"
        Resource = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"
      },
      {
        Effect   = "Deny"
        Action   = "bedrock:*"
        Resource = "arn:aws:bedrock:us-east-1::foundation-model/*"
      },
    ]
  })
}
