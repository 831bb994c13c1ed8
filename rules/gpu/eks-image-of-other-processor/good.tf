resource "aws_eks_node_group" "gpu" {
  cluster_name   = "ml"
  node_role_arn  = "arn:aws:iam::111122223333:role/node"
  subnet_ids     = ["subnet-a"]
  instance_types = ["g5g.xlarge"]
  ami_type       = "AL2023_ARM_64_NVIDIA"

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 4
  }
}

resource "aws_eks_node_group" "system" {
  cluster_name   = "ml"
  node_role_arn  = "arn:aws:iam::111122223333:role/node"
  subnet_ids     = ["subnet-a"]
  instance_types = ["m5.large"]

  scaling_config {
    min_size     = 1
    desired_size = 1
    max_size     = 4
  }
}
