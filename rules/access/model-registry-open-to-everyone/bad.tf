resource "aws_sagemaker_model_package_group_policy" "churn" {
  model_package_group_name = "churn"
  resource_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # expect
      Action    = "sagemaker:DescribeModelPackage"
      Resource  = "*"
    }]
  })
}
