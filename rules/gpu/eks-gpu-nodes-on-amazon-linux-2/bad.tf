resource "aws_eks_node_group" "gpu" {
  cluster_name   = "ml"
  node_role_arn  = "arn:aws:iam::111122223333:role/node"
  subnet_ids     = ["subnet-a"]
  instance_types = ["g5.xlarge"]
  ami_type       = "AL2_x86_64_GPU" # expect

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 4
  }
}
