resource "aws_placement_group" "training" {
  name     = "training"
  strategy = "cluster"
}

resource "aws_launch_template" "by_id" {
  instance_type = "p4d.24xlarge"

  network_interfaces {
    interface_type = "efa"
  }

  placement {
    group_id = aws_placement_group.training.placement_group_id
  }
}

resource "aws_launch_template" "reserved" {
  instance_type = "p4d.24xlarge"

  network_interfaces {
    interface_type = "efa"
  }

  capacity_reservation_specification {
    capacity_reservation_target {
      capacity_reservation_id = "cr-0123456789abcdef0"
    }
  }
}

resource "aws_launch_template" "grouped" {
  instance_type = "p4d.24xlarge"

  network_interfaces {
    interface_type = "efa"
  }
}

resource "aws_autoscaling_group" "training" {
  min_size        = 0
  max_size        = 4
  placement_group = aws_placement_group.training.id

  launch_template {
    id      = aws_launch_template.grouped.id
    version = "3"
  }
}
