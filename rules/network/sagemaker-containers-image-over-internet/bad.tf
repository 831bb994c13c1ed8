resource "aws_sagemaker_model" "pipeline" {
  name               = "pipeline"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  vpc_config {
    subnets            = ["subnet-a", "subnet-b"]
    security_group_ids = ["sg-a"]
  }

  container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/prepare:1.4.0"

    image_config {
      repository_access_mode = "Platform" # expect
    }
  }
}
