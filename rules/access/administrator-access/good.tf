resource "aws_iam_role" "training" {
  name               = "training"
  assume_role_policy = data.aws_iam_policy_document.sagemaker.json
}

resource "aws_iam_role_policy_attachment" "training" {
  role       = aws_iam_role.training.name
  policy_arn = aws_iam_policy.training.arn
}

resource "aws_iam_policy" "training" {
  name   = "NotAdministratorAccess"
  policy = data.aws_iam_policy_document.training.json
}

data "aws_iam_policy_document" "training" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::churn-training/*"]
  }
}

data "aws_iam_policy_document" "sagemaker" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}
