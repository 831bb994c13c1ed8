resource "aws_db_instance" "features" { # expect
  engine         = "postgres"
  instance_class = "db.r6g.large"
}

resource "aws_db_instance" "labels" {
  engine            = "postgres"
  instance_class    = "db.r6g.large"
  storage_encrypted = false # expect
}
