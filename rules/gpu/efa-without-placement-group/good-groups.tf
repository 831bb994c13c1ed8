# Who starts the machines may say where they stand.
resource "aws_launch_template" "group" {
  instance_type = "p5.48xlarge"

  network_interfaces {
    interface_type = "efa"
  }
}

resource "aws_autoscaling_group" "group" {
  max_size        = 4
  min_size        = 0
  placement_group = "training"

  launch_template {
    id      = aws_launch_template.group.id
    version = "1"
  }
}

resource "aws_launch_template" "batch" {
  instance_type = "p5.48xlarge"

  network_interfaces {
    interface_type = "efa"
  }
}

resource "aws_batch_compute_environment" "batch" {
  type = "MANAGED"

  compute_resources {
    type            = "EC2"
    max_vcpus       = 768
    instance_type   = ["p5.48xlarge"]
    subnets         = ["subnet-0a1b2c3d4e5f60718"]
    placement_group = "training"

    launch_template {
      launch_template_id = aws_launch_template.batch.id
    }
  }
}

# EKS makes a placement group of its own for nodes with EFA.
resource "aws_launch_template" "nodes" {
  instance_type = "p5.48xlarge"

  network_interfaces {
    interface_type = "efa"
  }
}

resource "aws_eks_node_group" "nodes" {
  cluster_name  = "training"
  node_role_arn = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids    = ["subnet-0a1b2c3d4e5f60718"]

  launch_template {
    id      = aws_launch_template.nodes.id
    version = "1"
  }

  scaling_config {
    desired_size = 4
    max_size     = 4
    min_size     = 0
  }
}

resource "aws_launch_template" "plain" {
  instance_type = "m7i.large"

  network_interfaces {
    interface_type = "interface"
  }
}
