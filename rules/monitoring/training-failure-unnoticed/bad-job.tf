resource "aws_sagemaker_training_job" "churn" { # expect
  training_job_name = "churn"
  role_arn          = "arn:aws:iam::111122223333:role/training"
}

resource "aws_cloudwatch_event_rule" "machines" {
  name          = "machines"
  event_pattern = jsonencode({ source = ["aws.ec2"] })
}
