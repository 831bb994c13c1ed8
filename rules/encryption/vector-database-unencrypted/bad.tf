resource "aws_rds_cluster" "vectors" { # expect
  engine = "aurora-postgresql"
}
