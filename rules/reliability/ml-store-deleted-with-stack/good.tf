resource "aws_efs_file_system" "homes" {
  encrypted = true

  lifecycle {
    prevent_destroy = true
  }
}
