variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "dev or prod."
  }
}

resource "aws_eks_node_group" "training" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "training"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["p4d.24xlarge"]

  scaling_config {
    min_size     = 2 # expect
    desired_size = 2
    max_size     = 8
  }
}

resource "aws_eks_node_group" "inference" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "inference"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["g6.xlarge"]

  scaling_config {
    min_size     = var.env == "dev" ? 0 : 1 # expect when var.env=prod
    desired_size = 1
    max_size     = 4
  }
}
