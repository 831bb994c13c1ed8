resource "aws_efs_file_system" "datasets" { # expect
  creation_token = "datasets"
}
