data "aws_ami" "gpu" {
  most_recent = true
  owners      = ["amazon"]
}

data "aws_ami" "filtered_by_owner" {
  most_recent = true

  filter {
    name   = "owner-id"
    values = ["898082745236"]
  }
}
