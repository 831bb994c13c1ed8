resource "aws_launch_template" "spread" { # expect
  instance_type = "p5.48xlarge"

  network_interfaces {
    interface_type = "efa"
  }
}

resource "aws_autoscaling_group" "spread" {
  max_size = 4
  min_size = 0

  launch_template {
    id      = aws_launch_template.spread.id
    version = "1"
  }
}

resource "aws_batch_compute_environment" "spread" {
  type = "MANAGED"

  compute_resources {
    type          = "EC2"
    max_vcpus     = 768
    instance_type = ["p5.48xlarge"]
    subnets       = ["subnet-0a1b2c3d4e5f60718"]

    launch_template {
      launch_template_id = aws_launch_template.spread.id
    }
  }
}
