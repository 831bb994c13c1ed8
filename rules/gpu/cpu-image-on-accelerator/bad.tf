resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"

  algorithm_specification {
    training_image      = "141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3"
    training_input_mode = "File"
  }

  resource_config {
    instance_type  = "ml.p4d.24xlarge" # expect
    instance_count = 1
  }
}
