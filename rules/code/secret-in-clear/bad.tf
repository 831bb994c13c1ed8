resource "aws_sagemaker_training_job" "finetune" {
  training_job_name = "finetune"

  environment = {
    MODEL    = "mistral-7b"
    HF_TOKEN = "hf_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789" # expect
  }
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\nexport WANDB_API_KEY=8f14e45fceea167a5a36dedd4bea2543\nwandb login\n") # expect
}

resource "aws_lambda_function" "predict" {
  function_name = "predict"

  environment {
    variables = {
      DB_PASSWORD = "Sommer2026" # expect
    }
  }
}

resource "aws_ecs_task_definition" "mlflow" {
  family = "mlflow"
  container_definitions = jsonencode([{
    name  = "mlflow"
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/mlflow:2.16.0"
    environment = [
      { name = "MLFLOW_TRACKING_USERNAME", value = "mlflow" },
      { name = "MLFLOW_TRACKING_PASSWORD", value = "Sommer2026" }, # expect
    ]
  }])
}

resource "aws_secretsmanager_secret_version" "store" {
  secret_id     = aws_secretsmanager_secret.store.id
  secret_string = jsonencode({ username = "mlflow", password = "Sommer2026" }) # expect
}

resource "aws_db_instance" "vectors" {
  engine   = "postgres"
  username = "postgres"
  password = "postgres" # expect
}
