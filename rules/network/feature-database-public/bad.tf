resource "aws_db_instance" "mlflow" {
  identifier          = "mlflow"
  engine              = "postgres"
  instance_class      = "db.t4g.medium"
  publicly_accessible = true # expect
}

resource "aws_rds_cluster_instance" "features" {
  cluster_identifier  = "features"
  engine              = "aurora-postgresql"
  instance_class      = "db.r7g.large"
  publicly_accessible = true # expect
}
