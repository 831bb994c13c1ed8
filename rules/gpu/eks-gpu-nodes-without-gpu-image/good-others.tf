resource "aws_eks_node_group" "inference" {
  cluster_name  = "serving"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-0a1b2c3d4e5f60718"]

  instance_types = ["inf2.xlarge"]
  ami_type       = "AL2023_x86_64_NEURON"

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}

# An image of its own, and one that EKS chooses.
resource "aws_eks_node_group" "own" {
  cluster_name  = "serving"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-0a1b2c3d4e5f60718"]

  instance_types = ["g6.xlarge"]
  ami_type       = "CUSTOM"

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}

resource "aws_eks_node_group" "plain" {
  cluster_name  = "serving"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-0a1b2c3d4e5f60718"]

  instance_types = ["g6.xlarge", "m6i.xlarge"]
  ami_type       = "AL2023_x86_64_NVIDIA"

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}

resource "aws_eks_node_group" "chosen" {
  cluster_name   = "serving"
  node_role_arn  = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids     = ["subnet-0a1b2c3d4e5f60718"]
  instance_types = ["g6.xlarge"]

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}
