resource "aws_sagemaker_training_job" "finetune" {
  training_job_name = "finetune"

  algorithm_specification {
    training_image      = "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.5.1-gpu-py311-cu124-ubuntu22.04-sagemaker"
    training_input_mode = "File"
  }

  resource_config {
    instance_type  = "ml.c5.4xlarge" # expect
    instance_count = 1
  }
}
