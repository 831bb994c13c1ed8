resource "aws_ebs_encryption_by_default" "account" {
  enabled = true
}

resource "aws_launch_template" "training" {
  name_prefix = "training-"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 500
    }
  }
}
