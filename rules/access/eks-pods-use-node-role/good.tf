resource "aws_eks_cluster" "ml" {
  name     = "ml"
  role_arn = "arn:aws:iam::111122223333:role/cluster"
}

resource "aws_eks_pod_identity_association" "training" {
  cluster_name    = aws_eks_cluster.ml.name
  namespace       = "training"
  service_account = "trainer"
  role_arn        = "arn:aws:iam::111122223333:role/trainer"
}
