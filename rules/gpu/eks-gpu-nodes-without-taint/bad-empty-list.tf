resource "aws_launch_template" "training" {
  name          = "training"
  instance_type = "g5.2xlarge"
}

resource "aws_eks_node_group" "training" { # expect
  cluster_name    = "ml"
  node_group_name = "training"
  node_role_arn   = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids      = ["subnet-0a1b2c3d4e5f60718"]
  instance_types  = [] # the template says it
  launch_template {
    id      = aws_launch_template.training.id
    version = "3"
  }
  scaling_config {
    min_size     = 0
    max_size     = 4
    desired_size = 0
  }
}
