resource "aws_eks_node_group" "gpu" {
  cluster_name  = "ml"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-a"]

  remote_access {
    ec2_ssh_key               = "operators"
    source_security_group_ids = [aws_security_group.bastion.id]
  }
}

resource "aws_security_group" "bastion" {
  name = "bastion"
}

resource "aws_eks_node_group" "cpu" {
  cluster_name  = "ml"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-a"]
}
