# What is denied to all buckets is no right.
resource "aws_iam_role" "training" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Statement = [
      { Effect = "Deny", Action = "s3:PutObject", Resource = "*" },
      { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
    ]
  })
}
