resource "aws_launch_template" "gpu" { # expect
  name_prefix   = "gpu-"
  image_id      = data.aws_ssm_parameter.gpu_image.value
  instance_type = "g5.xlarge"
}

resource "aws_launch_template" "ray" {
  name_prefix   = "ray-"
  image_id      = data.aws_ssm_parameter.gpu_image.value
  instance_type = "g5.xlarge"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "optional" # expect
  }
}

data "aws_ssm_parameter" "gpu_image" {
  name = "/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id"
}

resource "aws_launch_configuration" "workers" { # expect
  name_prefix   = "workers-"
  image_id      = data.aws_ssm_parameter.gpu_image.value
  instance_type = "g5.xlarge"
}

# Amazon Linux 2023, and told to answer version 1 all the same
resource "aws_launch_template" "told" {
  name_prefix   = "told-"
  image_id      = data.aws_ssm_parameter.nodes.value
  instance_type = "m6i.large"

  metadata_options {
    http_tokens = "optional" # expect
  }
}

data "aws_ssm_parameter" "nodes" {
  name = "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id"
}

# one of its node groups still runs Amazon Linux 2
resource "aws_launch_template" "mixed" { # expect
  name_prefix            = "mixed-"
  vpc_security_group_ids = [aws_security_group.nodes.id]
}

resource "aws_eks_node_group" "new" {
  cluster_name   = "ml"
  node_role_arn  = aws_iam_role.nodes.arn
  subnet_ids     = aws_subnet.private[*].id
  instance_types = ["m6i.large"]

  launch_template {
    id      = aws_launch_template.mixed.id
    version = aws_launch_template.mixed.latest_version
  }
}

resource "aws_eks_node_group" "old" {
  cluster_name   = "ml"
  node_role_arn  = aws_iam_role.nodes.arn
  subnet_ids     = aws_subnet.private[*].id
  ami_type       = "AL2_x86_64"
  instance_types = ["m6i.large"]

  launch_template {
    id      = aws_launch_template.mixed.id
    version = aws_launch_template.mixed.latest_version
  }
}
