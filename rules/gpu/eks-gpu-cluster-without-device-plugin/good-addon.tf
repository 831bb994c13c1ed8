resource "aws_eks_cluster" "training" {
  name     = "training"
  role_arn = "arn:aws:iam::111122223333:role/cluster"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718"]
  }
}

resource "aws_eks_node_group" "gpu" {
  cluster_name   = aws_eks_cluster.training.name
  node_role_arn  = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids     = ["subnet-0a1b2c3d4e5f60718"]
  ami_type       = "AL2023_x86_64_NVIDIA"
  instance_types = ["g6.xlarge"]

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}

resource "aws_eks_addon" "driver" {
  cluster_name = aws_eks_cluster.training.name
  addon_name   = "aws-dra-driver"
}
