# Every bucket by name, and by their tags a few.
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
        Action    = ["s3:GetObject", "s3:PutObject"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:ResourceTag/team" = "forecasting" } }
      },
      {
        Effect    = "Allow"
        Action    = "s3:DeleteObject"
        Resource  = "arn:aws:s3:::*"
        Condition = { StringEqualsIgnoreCase = { "s3:ExistingObjectTag/SageMaker" = "true" } }
      },
    ]
  })
}
