resource "awscc_sagemaker_processing_job" "prepare" {
  processing_resources = {
    cluster_config = {
      instance_type     = "ml.m5.xlarge"
      instance_count    = 1
      volume_size_in_gb = 30
    }
  }
}
