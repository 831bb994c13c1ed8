resource "aws_sagemaker_model" "pipeline" {
  name               = "pipeline"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  container { # expect
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/prepare:1.4.0"
  }
}
