# Machines without accelerators, and a disk that a template says.
resource "aws_eks_node_group" "cpu" {
  cluster_name   = "training"
  node_role_arn  = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids     = ["subnet-0a1b2c3d4e5f60718"]
  instance_types = ["m7i.large"]

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}

resource "aws_eks_node_group" "gpu" {
  cluster_name   = "training"
  node_role_arn  = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids     = ["subnet-0a1b2c3d4e5f60718"]
  instance_types = ["g6.xlarge"]

  launch_template {
    id      = "lt-0a1b2c3d4e5f60718"
    version = "1"
  }

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}
