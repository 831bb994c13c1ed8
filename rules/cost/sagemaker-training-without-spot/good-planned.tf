# Capacity that is bought already.
resource "aws_sagemaker_training_job" "ranking" {
  training_job_name = "ranking"
  role_arn          = "arn:aws:iam::111122223333:role/training"

  resource_config {
    instance_count    = 1
    instance_type     = "ml.p5.48xlarge"
    volume_size_in_gb = 100
    training_plan_arn = "arn:aws:sagemaker:eu-west-1:111122223333:training-plan/ranking"
  }
}
