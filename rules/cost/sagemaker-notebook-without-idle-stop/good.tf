resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "auto_stop" {
  name     = "auto-stop"
  on_start = base64encode("#!/bin/bash\n/opt/autostop.sh --time 3600\n")
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name                  = "churn-exploration"
  role_arn              = aws_iam_role.notebook.arn
  instance_type         = "ml.g5.xlarge"
  lifecycle_config_name = aws_sagemaker_notebook_instance_lifecycle_configuration.auto_stop.name
}
