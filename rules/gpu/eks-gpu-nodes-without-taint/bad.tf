resource "aws_eks_node_group" "training" { # expect
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
}

resource "aws_eks_node_group" "inference" {
  cluster_name    = aws_eks_cluster.ml.name
  node_group_name = "inference"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = aws_subnet.private[*].id
  instance_types  = ["inf2.xlarge"]

  scaling_config {
    min_size     = 0
    desired_size = 0
    max_size     = 4
  }

  taint { # expect
    key    = "aws.amazon.com/neuron"
    value  = "true"
    effect = "PREFER_NO_SCHEDULE"
  }
}

module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 21.3"

  eks_managed_node_groups = {
    serving = { # expect
      ami_type       = "AL2023_x86_64_NVIDIA"
      instance_types = ["g6.12xlarge"]
      min_size       = 0
    }
  }
}
