resource "aws_iam_role" "training" {
  name               = "training"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "training" {
  role       = aws_iam_role.training.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerReadOnly"
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:*", Resource = "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn-*" },
      { Effect = "Allow", Action = ["sagemaker:Describe*", "sagemaker:AddTags"], Resource = "*" },
      { Effect = "Deny", Action = "sagemaker:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } },
      { Effect = "Allow", Action = "sagemaker:*", Resource = "*", Condition = { StringEquals = { "aws:ResourceTag/team" = "churn" } } },
    ]
  })
}
