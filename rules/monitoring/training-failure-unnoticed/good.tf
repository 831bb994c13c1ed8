resource "aws_sagemaker_pipeline" "churn" {
  pipeline_name         = "churn"
  pipeline_display_name = "churn"
  role_arn              = "arn:aws:iam::111122223333:role/pipeline"
  pipeline_definition   = jsonencode({ Version = "2020-12-01", Steps = [] })
}

resource "aws_cloudwatch_event_rule" "failed" {
  name          = "failed"
  event_pattern = jsonencode({ source = ["aws.sagemaker"] })
}
