resource "aws_eks_node_group" "gpu" { # expect
  cluster_name   = "training"
  node_role_arn  = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids     = ["subnet-0a1b2c3d4e5f60718"]
  instance_types = ["g6.xlarge"]

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}
