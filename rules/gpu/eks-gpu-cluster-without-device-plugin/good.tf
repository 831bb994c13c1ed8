resource "aws_eks_cluster" "ml" {
  name     = "ml"
  role_arn = "arn:aws:iam::111122223333:role/cluster"
}

resource "aws_eks_node_group" "gpu" {
  cluster_name  = aws_eks_cluster.ml.name
  node_role_arn = "arn:aws:iam::111122223333:role/node"
  subnet_ids    = ["subnet-a"]
  ami_type      = "AL2023_x86_64_NVIDIA"

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 4
  }
}

resource "helm_release" "device_plugin" {
  name  = "nvidia-device-plugin"
  chart = "nvidia-device-plugin"
}
