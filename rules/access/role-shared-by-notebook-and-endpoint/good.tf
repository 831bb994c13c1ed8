resource "aws_iam_role" "exploration" {
  name               = "exploration"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "inference" {
  name               = "inference"
  assume_role_policy = "{}"
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
