# Everything, with one bucket.
resource "aws_iam_role" "training" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "*", Resource = ["arn:aws:s3:::churn-training", "arn:aws:s3:::churn-training/*"] },
    ]
  })
}
