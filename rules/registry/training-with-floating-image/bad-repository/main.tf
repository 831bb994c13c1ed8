resource "aws_ecr_repository" "ranking" {
  name = "ranking"
}

resource "aws_sagemaker_training_job" "ranking" {
  training_job_name = "ranking"
  role_arn          = aws_iam_role.training.arn

  algorithm_specification {
    training_image      = aws_ecr_repository.ranking.repository_url # expect
    training_input_mode = "FastFile"
  }
}
