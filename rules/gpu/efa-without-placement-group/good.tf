resource "aws_launch_template" "p4d" {
  instance_type = "p4d.24xlarge"

  network_interfaces {
    interface_type = "efa"
  }

  placement {
    group_name = "training"
  }
}

resource "aws_launch_template" "block" {
  instance_type = "p5.48xlarge"

  network_interfaces {
    interface_type = "efa"
  }

  instance_market_options {
    market_type = "capacity-block"
  }
}

resource "aws_launch_template" "single" {
  instance_type = "g5.xlarge"
}
