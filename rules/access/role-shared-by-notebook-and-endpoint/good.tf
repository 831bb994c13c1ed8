resource "aws_iam_role" "exploration" {
  name = "exploration"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role" "inference" {
  name = "inference"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "churn-exploration"
  role_arn      = aws_iam_role.exploration.arn
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = aws_iam_role.inference.arn
}

resource "aws_sagemaker_model" "ranking" {
  name               = "ranking"
  execution_role_arn = aws_iam_role.inference.arn
}

# what this module does with the role cannot be seen; that machines alone can use it can
resource "aws_iam_role" "node" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

module "eks" {
  source        = "terraform-aws-modules/eks/aws"
  version       = "21.3.1"
  node_role_arn = aws_iam_role.node.arn
}
