resource "aws_launch_template" "training" {
  name_prefix   = "training-"
  instance_type = "p4d.24xlarge"

  network_interfaces {
    device_index    = 0
    interface_type  = "efa"
    security_groups = [aws_security_group.training.id]
  }
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

# One node of eight GPUs trains within itself.
resource "aws_launch_template" "single" {
  name_prefix   = "single-"
  instance_type = "p4d.24xlarge"
}

resource "aws_eks_node_group" "single" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "single"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = [aws_subnet.private[0].id]

  scaling_config {
    min_size     = 0
    desired_size = 1
    max_size     = 1
  }

  launch_template {
    id      = aws_launch_template.single.id
    version = "1"
  }
}
