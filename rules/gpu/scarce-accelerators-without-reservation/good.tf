resource "aws_launch_template" "p5" {
  instance_type = "p5.48xlarge"

  instance_market_options {
    market_type = "capacity-block"
  }
}

resource "aws_launch_template" "g5" {
  instance_type = "g5.xlarge"
}
