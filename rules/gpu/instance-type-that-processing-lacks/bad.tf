resource "awscc_sagemaker_processing_job" "prepare" {
  processing_resources = {
    cluster_config = {
      instance_type     = "m5.xlarge" # expect
      instance_count    = 1
      volume_size_in_gb = 30
    }
  }
}
