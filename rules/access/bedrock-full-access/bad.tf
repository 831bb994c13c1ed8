resource "aws_iam_role" "assistant" {
  name               = "assistant"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "assistant" {
  role       = aws_iam_role.assistant.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess" # expect
}

resource "aws_iam_role" "search" {
  name               = "search"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "search" {
  role = aws_iam_role.search.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["bedrock:*"] # expect
      Resource = "*"
    }]
  })
}
