resource "aws_iam_role" "training" {
  name               = "training"
  assume_role_policy = data.aws_iam_policy_document.sagemaker.json
}

resource "aws_iam_role_policy_attachment" "training" {
  role       = aws_iam_role.training.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # expect
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
