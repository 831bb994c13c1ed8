resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  vpc_config {
    subnets            = ["subnet-a", "subnet-b"]
    security_group_ids = ["sg-a"]
  }
}

resource "aws_sagemaker_model" "managed" {
  name               = "managed"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"
}
