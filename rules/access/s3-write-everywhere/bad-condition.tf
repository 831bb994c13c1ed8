# Of this account, and over this endpoint: every bucket all the same.
resource "aws_iam_role" "training" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = ["s3:GetObject", "s3:PutObject"]
      Resource  = "*" # expect
      Condition = { StringEquals = { "aws:ResourceAccount" = "111122223333", "aws:SourceVpce" = "vpce-0a1b2c3d" } }
    }]
  })
}
