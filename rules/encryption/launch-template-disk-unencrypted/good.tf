resource "aws_launch_template" "gpu" {
  name_prefix   = "gpu-"
  instance_type = "g5.xlarge"

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 200
      encrypted   = true
    }
  }

  block_device_mappings {
    device_name  = "/dev/xvdc"
    virtual_name = "ephemeral0"
  }
}

# a disk is as encrypted as the snapshot that it is made from, and may not say otherwise
resource "aws_launch_template" "data" {
  name_prefix   = "data-"
  instance_type = "g5.xlarge"

  block_device_mappings {
    device_name = "/dev/xvdf"
    ebs {
      snapshot_id = "snap-0a1b2c3d4e5f60718"
      volume_size = 500
    }
  }
}
