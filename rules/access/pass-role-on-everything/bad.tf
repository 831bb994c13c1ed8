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

# every role of the account, in other words
resource "aws_iam_role" "pipeline" {
  name               = "pipeline"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "pipeline" {
  role = aws_iam_role.pipeline.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:Get*", "iam:P*Role"] # expect
      Resource = "arn:aws:iam::111122223333:role/*"
    }]
  })
}
