resource "aws_eks_node_group" "training" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "training"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["g5.12xlarge"]
  ami_type        = "AL2023_x86_64_NVIDIA"

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 4
  }
}

resource "aws_eks_node_group" "trainium" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "trainium"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["trn1.32xlarge"]
  ami_type        = "CUSTOM"

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 4
  }
}

resource "aws_eks_node_group" "services" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "services"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["m6i.large"]
  ami_type        = "AL2023_x86_64_STANDARD"

  scaling_config {
    min_size     = 2
    desired_size = 2
    max_size     = 6
  }
}
