resource "awscc_sagemaker_cluster" "training" {
  cluster_name = "training"

  instance_groups = [{
    instance_group_name = "workers"
    instance_type       = "p5.48xlarge" # expect
    instance_count      = 4
  }]
}
