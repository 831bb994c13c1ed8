resource "aws_sfn_state_machine" "retraining" {
  name       = "retraining"
  role_arn   = aws_iam_role.workflow.arn
  definition = jsonencode({ StartAt = "Train", States = { Train = { Type = "Task", Resource = "arn:aws:states:::sagemaker:createTrainingJob.sync", End = true } } })

  logging_configuration {
    level           = "ERROR"
    log_destination = "arn:aws:logs:eu-west-1:111122223333:log-group:retraining:*"
  }
}
