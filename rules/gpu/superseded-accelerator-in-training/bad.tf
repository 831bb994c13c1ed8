resource "aws_sagemaker_training_job" "finetune" {
  training_job_name = "finetune"

  resource_config {
    instance_type  = "ml.p3dn.24xlarge" # expect
    instance_count = 1
  }
}
