resource "aws_sagemaker_training_job" "finetune" {
  training_job_name            = "finetune"
  enable_managed_spot_training = true

  resource_config {
    instance_type  = "ml.g5.2xlarge"
    instance_count = 1
  }
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"

  resource_config {
    instance_type  = "ml.m5.large"
    instance_count = 1
  }
}
