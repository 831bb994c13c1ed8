resource "aws_db_instance" "features" {
  engine            = "postgres"
  instance_class    = "db.r6g.large"
  storage_encrypted = true
}

# as encrypted as what they are copies of
resource "aws_db_instance" "replica" {
  replicate_source_db = aws_db_instance.features.identifier
  instance_class      = "db.r6g.large"
}

resource "aws_db_instance" "restored" {
  snapshot_identifier = "features-2026-01-01"
  instance_class      = "db.r6g.large"
}
