resource "aws_ec2_capacity_reservation" "training" {
  instance_type     = "p4d.24xlarge"
  instance_platform = "Linux/UNIX"
  availability_zone = "eu-west-1a"
  instance_count    = 2
  end_date_type     = "limited"
  end_date          = "2027-01-31T00:00:00Z"
}

resource "aws_ec2_capacity_reservation" "web" {
  instance_type     = "m6i.large"
  instance_platform = "Linux/UNIX"
  availability_zone = "eu-west-1a"
  instance_count    = 2
}
