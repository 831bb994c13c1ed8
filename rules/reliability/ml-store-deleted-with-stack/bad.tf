resource "aws_efs_file_system" "homes" { # expect
  encrypted = true
}
