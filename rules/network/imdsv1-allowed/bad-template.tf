# A machine that says less than its template wants.
resource "aws_launch_template" "training" {
  name_prefix = "training-"

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_instance" "training" {
  instance_type = "g5.xlarge"

  metadata_options {
    http_tokens = "optional" # expect
  }

  launch_template {
    id      = aws_launch_template.training.id
    version = "$Latest"
  }
}
