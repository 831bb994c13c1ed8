resource "aws_instance" "notebook" { # expect
  ami           = "ami-0a1b2c3d4e5f60718"
  instance_type = "g5.xlarge"
}

resource "aws_instance" "ray" {
  ami           = "ami-0a1b2c3d4e5f60718"
  instance_type = "g5.xlarge"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 1000
    encrypted   = false # expect
  }
}

# switched off
resource "aws_ebs_encryption_by_default" "here" {
  enabled = false
}
