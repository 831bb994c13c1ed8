resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  algorithm_specification {
    training_image      = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:latest" # expect
    training_input_mode = "FastFile"
  }
}

resource "aws_sagemaker_training_job" "forecast" {
  training_job_name = "forecast"
  role_arn          = aws_iam_role.training.arn

  algorithm_specification {
    training_image      = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/forecast" # expect
    training_input_mode = "FastFile"
  }
}
