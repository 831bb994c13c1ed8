resource "aws_iam_role" "training" {
  name               = "training"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*" # expect
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "studio" {
  name               = "studio"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "studio" {
  role       = aws_iam_role.studio.name
  policy_arn = aws_iam_policy.studio.arn
}

resource "aws_iam_policy" "studio" {
  name   = "studio"
  policy = data.aws_iam_policy_document.studio.json
}

data "aws_iam_policy_document" "studio" {
  statement {
    actions   = ["*"] # expect
    resources = ["*"]
  }
}

# everything but
resource "aws_iam_role" "labelling" {
  name               = "labelling"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "labelling" {
  role = aws_iam_role.labelling.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      NotAction = ["iam:*", "organizations:*"] # expect
      Resource  = "*"
    }]
  })
}
