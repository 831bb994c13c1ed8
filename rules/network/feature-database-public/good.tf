resource "aws_db_instance" "mlflow" {
  identifier     = "mlflow"
  engine         = "postgres"
  instance_class = "db.t4g.medium"
}

resource "aws_redshift_cluster" "features" {
  cluster_identifier  = "features"
  node_type           = "ra3.large"
  publicly_accessible = false
}
