resource "aws_instance" "notebook" {
  ami           = "ami-0a1b2c3d4e5f60718"
  instance_type = "g5.xlarge"

  root_block_device {
    encrypted  = true
    kms_key_id = aws_kms_key.ml.arn
  }

  ephemeral_block_device {
    device_name  = "/dev/sdb"
    virtual_name = "ephemeral0"
  }
}

resource "aws_kms_key" "ml" {
  enable_key_rotation = true
}
