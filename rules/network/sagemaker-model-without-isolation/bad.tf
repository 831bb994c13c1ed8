resource "aws_sagemaker_model" "churn" { # expect
  name               = "churn"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "${aws_ecr_repository.churn.repository_url}:1.4.0"
  }
}

resource "aws_sagemaker_model" "ranking" {
  name                     = "ranking"
  execution_role_arn       = aws_iam_role.inference.arn
  enable_network_isolation = false # expect

  primary_container {
    image = "${aws_ecr_repository.ranking.repository_url}:2.0.1"
  }
}
