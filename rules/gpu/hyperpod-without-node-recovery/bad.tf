resource "awscc_sagemaker_cluster" "training" {
  cluster_name  = "training"
  node_recovery = "None" # expect
}
