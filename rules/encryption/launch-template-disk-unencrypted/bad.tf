resource "aws_launch_template" "gpu" {
  name_prefix   = "gpu-"
  instance_type = "g5.xlarge"

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs { # expect
      volume_size = 200
      volume_type = "gp3"
    }
  }
}

resource "aws_launch_template" "ray" {
  name_prefix   = "ray-"
  instance_type = "g5.xlarge"

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 200
      encrypted   = "true"
    }
  }

  block_device_mappings {
    device_name = "/dev/xvdb"
    ebs {
      volume_size = 1000
      encrypted   = "false" # expect
    }
  }
}
