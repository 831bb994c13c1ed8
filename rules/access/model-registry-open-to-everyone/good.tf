resource "aws_sagemaker_model_package_group_policy" "churn" {
  model_package_group_name = "churn"
  resource_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = ["arn:aws:iam::111122223333:root"] }
      Action    = "sagemaker:DescribeModelPackage"
      Resource  = "*"
    }]
  })
}
