resource "aws_sagemaker_training_job" "finetune" {
  training_job_name = "finetune"

  resource_config {
    instance_type  = "ml.g6e.xlarge"
    instance_count = 1
  }
}
