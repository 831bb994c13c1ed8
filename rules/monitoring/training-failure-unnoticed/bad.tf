resource "aws_sagemaker_pipeline" "churn" { # expect
  pipeline_name         = "churn"
  pipeline_display_name = "churn"
  role_arn              = "arn:aws:iam::111122223333:role/pipeline"
  pipeline_definition   = jsonencode({ Version = "2020-12-01", Steps = [] })
}
