# A machine takes from its template what it does not say itself.
resource "aws_launch_template" "training" {
  name_prefix = "training-"

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}

resource "aws_instance" "training" {
  instance_type = "g5.xlarge"

  launch_template {
    id      = aws_launch_template.training.id
    version = aws_launch_template.training.latest_version
  }
}
