locals {
  log_types = ["api", "audit"]
}

resource "aws_eks_cluster" "ml" {
  name                      = "ml"
  role_arn                  = aws_iam_role.cluster.arn
  enabled_cluster_log_types = concat(local.log_types, ["authenticator"])

  vpc_config {
    subnet_ids = aws_subnet.private[*].id
  }
}
