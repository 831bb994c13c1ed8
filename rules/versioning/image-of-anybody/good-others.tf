data "aws_ami" "pinned" {
  owners = ["self"]

  filter {
    name   = "name"
    values = ["training-2026-11-01"]
  }
}
