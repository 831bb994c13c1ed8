data "aws_iam_policy_document" "bedrock" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"] # expect
    }
  }
}

resource "aws_iam_role" "knowledge_base" {
  name               = "knowledge-base"
  assume_role_policy = data.aws_iam_policy_document.bedrock.json
}
