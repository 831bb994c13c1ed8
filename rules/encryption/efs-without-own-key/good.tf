resource "aws_efs_file_system" "datasets" {
  encrypted  = true
  kms_key_id = aws_kms_key.datasets.arn
}

resource "aws_kms_key" "datasets" {
  enable_key_rotation = true
}

# in clear text: another rule's
resource "aws_efs_file_system" "scratch" {
  encrypted = false
}
