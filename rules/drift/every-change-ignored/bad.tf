resource "aws_security_group" "notebooks" {
  name = "notebooks"

  lifecycle {
    ignore_changes = all # expect
  }
}
