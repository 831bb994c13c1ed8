resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
  }
}

resource "aws_sagemaker_model" "by_digest" {
  name               = "by-digest"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  }
}

resource "aws_sagemaker_model" "from_package" {
  name               = "from-package"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    model_package_name = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/7"
  }
}

resource "aws_ecr_repository" "forecast" {
  name = "forecast"
}

resource "aws_sagemaker_model" "forecast" {
  name               = "forecast"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "${aws_ecr_repository.forecast.repository_url}:2.1.0"
  }
}
