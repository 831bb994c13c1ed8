resource "aws_kms_key" "training" { # expect
  enable_key_rotation = true
}
