resource "aws_iam_role" "shop" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })

  inline_policy {
    name = "predict"
    policy = jsonencode({
      Statement = [{
        Effect   = "Allow"
        Action   = "sagemaker:InvokeEndpoint"
        Resource = "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn"
      }]
    })
  }
}
