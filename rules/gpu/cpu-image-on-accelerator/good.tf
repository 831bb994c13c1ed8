resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"

  algorithm_specification {
    training_image      = "141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3"
    training_input_mode = "File"
  }

  resource_config {
    instance_type  = "ml.m5.xlarge"
    instance_count = 1
  }
}

resource "aws_sagemaker_training_job" "finetune" {
  training_job_name = "finetune"

  algorithm_specification {
    training_image      = "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.5.1-gpu-py311-cu124-ubuntu22.04-sagemaker"
    training_input_mode = "File"
  }

  resource_config {
    instance_type  = "ml.p4d.24xlarge"
    instance_count = 1
  }
}
