resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "${aws_ecr_repository.churn.repository_url}:1.4.0"
  }

  vpc_config {
    subnets            = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.inference.id]
  }
}

resource "aws_sagemaker_model" "tabular" {
  name                     = "tabular"
  execution_role_arn       = aws_iam_role.inference.arn
  enable_network_isolation = true

  primary_container {
    image = "${aws_ecr_repository.tabular.repository_url}:0.9.2"
  }
}
