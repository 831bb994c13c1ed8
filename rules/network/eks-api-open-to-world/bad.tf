resource "aws_eks_cluster" "ml" {
  name     = "ml"
  role_arn = aws_iam_role.cluster.arn

  vpc_config { # expect
    subnet_ids = aws_subnet.private[*].id
  }
}

resource "aws_eks_cluster" "shared" {
  name     = "shared"
  role_arn = aws_iam_role.cluster.arn

  vpc_config {
    subnet_ids             = aws_subnet.private[*].id
    endpoint_public_access = true
    public_access_cidrs    = ["10.0.0.0/8", "0.0.0.0/0"] # expect
  }
}

resource "aws_eks_cluster" "halves" {
  name     = "halves"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids          = ["subnet-a", "subnet-b"]
    public_access_cidrs = ["0.0.0.0/1", "128.0.0.0/1"] # expect
  }
}

resource "aws_eks_cluster" "notebooks" {
  name     = "notebooks"
  role_arn = aws_iam_role.cluster.arn

  vpc_config {
    subnet_ids              = aws_subnet.private[*].id
    endpoint_private_access = true
    endpoint_public_access  = true # expect
  }
}

resource "aws_eks_cluster" "batch" {
  name     = "batch"
  role_arn = aws_iam_role.cluster.arn

  vpc_config {
    subnet_ids          = aws_subnet.private[*].id
    public_access_cidrs = [] # expect
  }
}

# a module of the registry says of its cluster what it is given
module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 20.24"

  cluster_name                   = "training"
  cluster_endpoint_public_access = true # expect
}
