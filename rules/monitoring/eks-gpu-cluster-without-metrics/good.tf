resource "aws_eks_cluster" "ml" {
  name     = "ml"
  role_arn = "arn:aws:iam::111122223333:role/cluster"
}

resource "aws_eks_node_group" "gpu" {
  cluster_name   = aws_eks_cluster.ml.name
  node_role_arn  = "arn:aws:iam::111122223333:role/node"
  subnet_ids     = ["subnet-a"]
  instance_types = ["g5.xlarge"]
}

resource "aws_eks_addon" "observability" {
  cluster_name = aws_eks_cluster.ml.name
  addon_name   = "amazon-cloudwatch-observability"
}
