resource "aws_eks_node_group" "training" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "training"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = ["subnet-0a1b2c3d"]
  instance_types  = ["p4d.24xlarge"]

  scaling_config {
    min_size     = 0
    desired_size = 4
    max_size     = 8
  }
}

resource "aws_eks_node_group" "inference" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "inference"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = ["subnet-0a1b2c3d", "subnet-4e5f6a7b"]
  instance_types  = ["g6.xlarge"]

  scaling_config {
    min_size     = 0
    desired_size = 2
    max_size     = 8
  }
}
