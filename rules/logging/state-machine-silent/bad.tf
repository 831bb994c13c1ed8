resource "aws_sfn_state_machine" "retraining" { # expect
  name       = "retraining"
  role_arn   = aws_iam_role.workflow.arn
  definition = jsonencode({ StartAt = "Train", States = { Train = { Type = "Task", Resource = "arn:aws:states:::sagemaker:createTrainingJob.sync", End = true } } })
}
