resource "aws_eks_cluster" "ml" {
  name     = "ml"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids = ["subnet-a", "subnet-b"]
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = aws_kms_key.ml.arn
    }
  }
}

resource "aws_kms_key" "ml" {
  enable_key_rotation = true
}
