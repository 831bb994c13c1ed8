resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:latest" # expect
  }
}

resource "aws_sagemaker_model" "ranking" {
  name               = "ranking"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ranking" # expect
  }
}

resource "aws_ecr_repository" "forecast" {
  name = "forecast"
}

resource "aws_sagemaker_model" "forecast" {
  name               = "forecast"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "${aws_ecr_repository.forecast.repository_url}:latest" # expect
  }
}

# a preparing container before the model's own
resource "aws_sagemaker_model" "pipeline" {
  name               = "pipeline"
  execution_role_arn = aws_iam_role.inference.arn

  container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/prepare:2.0.1"
  }

  container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/predict:latest" # expect
  }
}
