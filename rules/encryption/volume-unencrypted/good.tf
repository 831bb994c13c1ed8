resource "aws_ebs_volume" "datasets" {
  availability_zone = "eu-west-1a"
  size              = 500
  encrypted         = true
}

# as encrypted as the snapshot
resource "aws_ebs_volume" "restored" {
  availability_zone = "eu-west-1a"
  snapshot_id       = "snap-0a1b2c3d4e5f60718"
}
