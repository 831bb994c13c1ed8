resource "aws_rds_cluster" "vectors" {
  engine            = "aurora-postgresql"
  storage_encrypted = true
}

# as encrypted as the snapshot
resource "aws_rds_cluster" "restored" {
  engine              = "aurora-postgresql"
  snapshot_identifier = "vectors-2026-01-01"
}

# the first kind of serverless is always encrypted
resource "aws_rds_cluster" "labels" {
  engine      = "aurora-mysql"
  engine_mode = "serverless"
}
