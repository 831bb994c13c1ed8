resource "awscc_sagemaker_cluster" "training" {
  cluster_name = "training"

  instance_groups = [{
    instance_group_name = "workers"
    instance_type       = "ml.p5.48xlarge"
    instance_count      = 4
    instance_storage_configs = [{
      ebs_volume_config = {
        volume_size_in_gb = 500
        volume_kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/training"
      }
    }]
  }]
}
