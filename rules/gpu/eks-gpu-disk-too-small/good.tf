resource "aws_eks_node_group" "training" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "training"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["g5.xlarge"]
  disk_size       = 200

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 4
  }
}
