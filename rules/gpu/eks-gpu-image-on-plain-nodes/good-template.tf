# The type stands in the template.
resource "aws_launch_template" "gpu" {
  name_prefix   = "gpu-"
  instance_type = "g6.12xlarge"
}

resource "aws_eks_node_group" "gpu" {
  cluster_name    = "training"
  node_group_name = "gpu"
  node_role_arn   = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids      = ["subnet-0a1b2c3d4e5f60718"]
  ami_type        = "AL2023_x86_64_NVIDIA"
  instance_types  = null

  launch_template {
    id      = aws_launch_template.gpu.id
    version = aws_launch_template.gpu.latest_version
  }

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }

  taint {
    key    = "nvidia.com/gpu"
    effect = "NO_SCHEDULE"
  }
}
