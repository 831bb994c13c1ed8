resource "aws_eks_node_group" "training" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "training"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["g5.12xlarge"]

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 4
  }

  taint {
    key    = "nvidia.com/gpu"
    value  = "true"
    effect = "NO_SCHEDULE"
  }
}

resource "aws_eks_node_group" "services" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "services"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["m6i.large", "m5.large"]

  scaling_config {
    min_size     = 2
    desired_size = 2
    max_size     = 6
  }
}
