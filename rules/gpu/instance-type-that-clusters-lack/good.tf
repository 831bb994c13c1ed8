resource "awscc_sagemaker_cluster" "training" {
  cluster_name = "training"

  instance_groups = [{
    instance_group_name = "workers"
    instance_type       = "ml.p5.48xlarge"
    instance_count      = 4
  }]
}
