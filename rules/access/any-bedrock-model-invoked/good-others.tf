# A person; what is denied, narrowed or named.
resource "aws_iam_role" "analyst" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }]
  })
}

resource "aws_iam_role_policy" "analyst" {
  role   = aws_iam_role.analyst.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "bedrock:InvokeModel", Resource = "*" }] })
}

resource "aws_iam_role" "app" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "app" {
  role = aws_iam_role.app.id
  policy = jsonencode({
    Statement = [
      { Effect = "Deny", Action = "bedrock:InvokeModel", Resource = "*" },
      { Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" },
      { Effect = "Allow", Action = "bedrock:InvokeModel", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "churn" } } },
      { Effect = "Allow", Action = "bedrock:InvokeModel", Resource = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0" },
    ]
  })
}
