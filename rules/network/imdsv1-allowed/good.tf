resource "aws_launch_template" "gpu" {
  name_prefix   = "gpu-"
  image_id      = data.aws_ssm_parameter.gpu_image.value
  instance_type = "g5.xlarge"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_instance" "tracking" {
  ami           = data.aws_ssm_parameter.gpu_image.value
  instance_type = "m6i.large"

  metadata_options {
    http_endpoint = "disabled"
  }
}

data "aws_ssm_parameter" "gpu_image" {
  name = "/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id"
}

# Amazon Linux 2023 demands tokens itself: looked up, or what EKS starts where no image is named
data "aws_ssm_parameter" "nodes" {
  name = "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id"
}

data "aws_ami" "bastion" {
  most_recent = true
  owners      = ["amazon"]

  filter {
    name   = "name"
    values = ["al2023-ami-2023*-x86_64"]
  }
}

resource "aws_launch_template" "self_managed" {
  name_prefix   = "self-managed-"
  image_id      = data.aws_ssm_parameter.nodes.value
  instance_type = "m6i.large"
}

resource "aws_instance" "bastion" {
  ami           = data.aws_ami.bastion.id
  instance_type = "t3.micro"
}

resource "aws_launch_template" "nodes" {
  name_prefix            = "nodes-"
  vpc_security_group_ids = [aws_security_group.nodes.id]
}

resource "aws_eks_node_group" "general" {
  cluster_name   = "ml"
  node_role_arn  = aws_iam_role.nodes.arn
  subnet_ids     = aws_subnet.private[*].id
  instance_types = ["m6i.large"]

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }
}

resource "aws_eks_node_group" "gpu" {
  cluster_name   = "ml"
  node_role_arn  = aws_iam_role.nodes.arn
  subnet_ids     = aws_subnet.private[*].id
  ami_type       = "AL2023_x86_64_NVIDIA"
  instance_types = ["g5.xlarge"]

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }
}
