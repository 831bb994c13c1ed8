resource "aws_launch_template" "reserved" {
  instance_type = "p5.48xlarge"

  capacity_reservation_specification {
    capacity_reservation_target {
      capacity_reservation_id = "cr-0a1b2c3d4e5f60718"
    }
  }
}

resource "aws_launch_template" "only" {
  instance_type = "p5.48xlarge"

  capacity_reservation_specification {
    capacity_reservation_preference = "capacity-reservations-only"
  }
}
