resource "aws_eks_node_group" "gpu" {
  cluster_name  = "ml"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-a"]

  remote_access { # expect
    ec2_ssh_key = "operators"
  }
}
