# The account leaves it to the image, and this one asks for nothing
resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens = "no-preference"
}

variable "image" {
  type = string
}

resource "aws_instance" "tracking" { # expect
  ami           = var.image
  instance_type = "m6i.large"
}

resource "aws_instance" "labelling" {
  ami           = var.image
  instance_type = "m6i.large"

  metadata_options {
    http_tokens = "optional" # expect
  }
}
