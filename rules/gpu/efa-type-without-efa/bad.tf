resource "aws_launch_template" "training" { # expect
  name_prefix   = "training-"
  instance_type = "p4d.24xlarge"
}

resource "aws_eks_node_group" "training" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "training"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = [aws_subnet.private[0].id]

  scaling_config {
    min_size     = 0
    desired_size = 4
    max_size     = 8
  }

  launch_template {
    id      = aws_launch_template.training.id
    version = aws_launch_template.training.latest_version
  }
}
