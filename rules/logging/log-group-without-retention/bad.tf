resource "aws_cloudwatch_log_group" "training" { # expect
  name = "/aws/sagemaker/TrainingJobs"
}

resource "aws_cloudwatch_log_group" "endpoint" {
  name              = "/aws/sagemaker/Endpoints/churn"
  retention_in_days = 0 # expect
}
