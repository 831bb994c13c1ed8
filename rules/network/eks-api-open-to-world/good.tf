resource "aws_eks_cluster" "ml" {
  name     = "ml"
  role_arn = aws_iam_role.cluster.arn

  vpc_config {
    subnet_ids              = aws_subnet.private[*].id
    endpoint_private_access = true
    endpoint_public_access  = false
  }
}

resource "aws_eks_cluster" "office" {
  name     = "office"
  role_arn = aws_iam_role.cluster.arn

  vpc_config {
    subnet_ids             = aws_subnet.private[*].id
    endpoint_public_access = true
    public_access_cidrs    = ["203.0.113.0/24"]
  }
}

variable "vpn" {
  type     = list(string)
  nullable = false
}

# whatever networks are named, nobody outside of the VPC is answered
resource "aws_eks_cluster" "private" {
  name     = "private"
  role_arn = aws_iam_role.cluster.arn

  vpc_config {
    subnet_ids              = aws_subnet.private[*].id
    endpoint_private_access = true
    endpoint_public_access  = false
    public_access_cidrs     = concat(["0.0.0.0/0"], var.vpn)
  }
}

module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 21.3"

  name                         = "serving"
  endpoint_public_access       = true
  endpoint_public_access_cidrs = ["192.0.2.0/24"]
}

module "private_by_default" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 21.3"

  name = "training"
}
