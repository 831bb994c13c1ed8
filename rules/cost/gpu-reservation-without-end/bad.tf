resource "aws_ec2_capacity_reservation" "training" { # expect
  instance_type     = "p4d.24xlarge"
  instance_platform = "Linux/UNIX"
  availability_zone = "eu-west-1a"
  instance_count    = 2
}
