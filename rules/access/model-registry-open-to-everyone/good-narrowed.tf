resource "aws_sagemaker_model_package_group" "churn" {
  model_package_group_name = "churn"
}

resource "aws_sagemaker_model_package_group_policy" "churn" {
  model_package_group_name = aws_sagemaker_model_package_group.churn.model_package_group_name
  resource_policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "sagemaker:DescribeModelPackage"
        Resource  = "*"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } }
      },
      { Effect = "Deny", Principal = "*", Action = "sagemaker:DeleteModelPackage", Resource = "*" },
    ]
  })
}
