resource "aws_efs_file_system" "datasets" { # expect
  encrypted = true
}
