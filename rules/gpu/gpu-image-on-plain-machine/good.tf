resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"

  algorithm_specification {
    training_image      = "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.5.1-cpu-py311-ubuntu22.04-sagemaker"
    training_input_mode = "File"
  }

  resource_config {
    instance_type  = "ml.c5.4xlarge"
    instance_count = 1
  }
}
