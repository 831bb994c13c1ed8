resource "aws_eks_cluster" "ml" { # expect
  name     = "ml"
  role_arn = aws_iam_role.cluster.arn

  vpc_config {
    subnet_ids = aws_subnet.private[*].id
  }
}

resource "aws_eks_cluster" "shared" {
  name                      = "shared"
  role_arn                  = aws_iam_role.cluster.arn
  enabled_cluster_log_types = ["api"] # expect

  vpc_config {
    subnet_ids = aws_subnet.private[*].id
  }
}
