resource "aws_sagemaker_training_job" "finetune" { # expect
  training_job_name = "finetune"

  resource_config {
    instance_type  = "ml.g5.2xlarge"
    instance_count = 1
  }
}
