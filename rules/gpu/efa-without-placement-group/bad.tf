resource "aws_launch_template" "p4d" { # expect
  instance_type = "p4d.24xlarge"

  network_interfaces {
    interface_type = "efa"
  }
}
