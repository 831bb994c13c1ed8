resource "aws_iam_role" "training" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["iam:PassRole"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = "eu-west-1", "iam:PassedToService" = "sagemaker.amazonaws.com" } }
      },
      { Effect = "Deny", Action = "iam:PassRole", Resource = "*" },
      { Effect = "Allow", Action = "sagemaker:ListModels", Resource = "*" },
    ]
  })
}
