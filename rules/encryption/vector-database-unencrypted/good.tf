resource "aws_rds_cluster" "vectors" {
  engine            = "aurora-postgresql"
  storage_encrypted = true
}

# as encrypted as the snapshot
resource "aws_rds_cluster" "restored" {
  engine              = "aurora-postgresql"
  snapshot_identifier = "vectors-2026-01-01"
}
