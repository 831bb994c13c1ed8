resource "aws_mwaa_environment" "training" {
  name               = "training"
  dag_s3_path        = "dags/"
  execution_role_arn = "arn:aws:iam::111122223333:role/airflow"
  source_bucket_arn  = "arn:aws:s3:::churn-dags"

  network_configuration {
    security_group_ids = ["sg-a"]
    subnet_ids         = ["subnet-a", "subnet-b"]
  }
}
