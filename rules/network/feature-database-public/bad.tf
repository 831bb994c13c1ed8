resource "aws_db_instance" "mlflow" {
  identifier          = "mlflow"
  engine              = "postgres"
  instance_class      = "db.t4g.medium"
  publicly_accessible = true # expect
}
