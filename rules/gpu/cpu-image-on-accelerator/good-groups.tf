# Groups of machines say their types themselves.
resource "aws_sagemaker_training_job" "one" {
  training_job_name = "one"
  role_arn          = "arn:aws:iam::111122223333:role/training"

  algorithm_specification {
    training_image      = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3"
    training_input_mode = "File"
  }

  resource_config {
    volume_size_in_gb = 50

    instance_groups {
      instance_group_name = "train"
      instance_type       = "ml.m5.4xlarge"
      instance_count      = 1
    }
  }
}
