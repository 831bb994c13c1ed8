data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "bedrock" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "knowledge_base" {
  name               = "knowledge-base"
  assume_role_policy = data.aws_iam_policy_document.bedrock.json
}

# assumed by a function of the same account: nobody else's
resource "aws_iam_role" "retriever" {
  name = "retriever"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}
