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
