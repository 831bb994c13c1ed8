resource "aws_iam_role" "studio" {
  name               = "studio"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "studio" {
  role   = aws_iam_role.studio.id
  policy = data.aws_iam_policy_document.studio.json
}

data "aws_iam_policy_document" "studio" {
  statement {
    actions   = ["sagemaker:CreateTrainingJob", "iam:PassRole"] # expect
    resources = ["*"]
  }
}
