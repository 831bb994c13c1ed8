resource "aws_iam_role" "studio" {
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }] })

  inline_policy {
    name = "jobs"
    policy = jsonencode({
      Statement = [{
        Effect    = "Allow"
        Action    = ["sagemaker:CreateTrainingJob"]
        Resource  = "*"
        Condition = { Null = { "sagemaker:VpcSubnets" = "false" } }
      }]
    })
  }
}
