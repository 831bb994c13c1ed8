resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  algorithm_specification {
    training_image      = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn@sha256:52f8ce2a5a1de1f5a0a8e8e2a4b0c87f1d9a8c3cfb41b0d5a7be3f4c19d7e655"
    training_input_mode = "FastFile"
  }
}

resource "aws_sagemaker_training_job" "ranking" {
  training_job_name = "ranking"
  role_arn          = aws_iam_role.training.arn

  algorithm_specification {
    training_image      = "${aws_ecr_repository.ranking.repository_url}:1.8.0"
    training_input_mode = "FastFile"
  }
}

resource "aws_sagemaker_training_job" "bought" {
  training_job_name = "bought"
  role_arn          = aws_iam_role.training.arn

  algorithm_specification {
    algorithm_name      = "arn:aws:sagemaker:eu-west-1:111122223333:algorithm/boosting"
    training_input_mode = "File"
  }
}

resource "aws_ecr_repository" "ranking" {
  name = "ranking"
}
