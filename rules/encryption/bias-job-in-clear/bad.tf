resource "awscc_sagemaker_model_bias_job_definition" "loans" { # expect
  role_arn = "arn:aws:iam::111122223333:role/monitoring"

  job_resources = {
    cluster_config = {
      instance_count    = 2
      instance_type     = "ml.m5.xlarge"
      volume_size_in_gb = 20
    }
  }
}
