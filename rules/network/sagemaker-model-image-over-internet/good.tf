resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "registry.internal.example/churn:1.4.0"

    image_config {
      repository_access_mode = "Vpc"
    }
  }

  vpc_config {
    subnets            = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.inference.id]
  }
}
