resource "aws_eks_node_group" "inference" {
  cluster_name  = "serving"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-0a1b2c3d4e5f60718"]

  instance_types = ["inf2.xlarge"]
  ami_type       = "AL2023_x86_64_NVIDIA" # expect

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}

resource "aws_eks_node_group" "training" {
  cluster_name  = "serving"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-0a1b2c3d4e5f60718"]

  instance_types = ["g6.xlarge"]
  ami_type       = "AL2023_x86_64_NEURON" # expect

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}
