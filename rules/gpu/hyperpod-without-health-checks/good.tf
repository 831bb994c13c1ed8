resource "awscc_sagemaker_cluster" "training" {
  cluster_name = "training"

  instance_groups = [
    {
      instance_group_name = "controller"
      instance_type       = "ml.m5.xlarge"
      instance_count      = 1
    },
    {
      instance_group_name         = "workers"
      instance_type               = "ml.p5.48xlarge"
      instance_count              = 4
      on_start_deep_health_checks = ["InstanceStress", "InstanceConnectivity"]
    },
  ]
}
