resource "aws_eks_node_group" "training" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "training"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["p4d.24xlarge"]

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 8
  }

  node_repair_config {
    enabled = true
  }
}

resource "aws_eks_node_group" "services" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "services"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["m6i.large"]

  scaling_config {
    min_size     = 2
    desired_size = 2
    max_size     = 6
  }
}
