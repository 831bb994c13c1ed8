# One machine has no other to talk to; machines with one accelerator each are not made for it.
resource "aws_eks_node_group" "single" {
  cluster_name   = "training"
  node_role_arn  = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids     = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
  instance_types = ["p5.48xlarge"]

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 0
  }
}

resource "aws_eks_node_group" "small" {
  cluster_name   = "training"
  node_role_arn  = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids     = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
  instance_types = ["g6.8xlarge"]

  scaling_config {
    desired_size = 4
    max_size     = 4
    min_size     = 0
  }
}
