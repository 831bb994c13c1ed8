resource "aws_sagemaker_model_package_group" "churn" {
  model_package_group_name = "churn"
}

resource "aws_sagemaker_model_package_group_policy" "churn" {
  model_package_group_name = aws_sagemaker_model_package_group.churn.model_package_group_name
  resource_policy = jsonencode({
    Statement = [{
      Effect       = "Allow"
      NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" } # expect
      Action       = "sagemaker:DescribeModelPackage"
      Resource     = "*"
    }]
  })
}
