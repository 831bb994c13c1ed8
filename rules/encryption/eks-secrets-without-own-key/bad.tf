resource "aws_eks_cluster" "ml" { # expect
  name     = "ml"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids = ["subnet-a", "subnet-b"]
  }
}
