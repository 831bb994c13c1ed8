variable "hf_token" {
  type      = string
  sensitive = true
}

resource "aws_sagemaker_training_job" "finetune" {
  training_job_name = "finetune"

  environment = {
    MODEL            = "mistral-7b"
    HF_TOKEN_SECRET  = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub-AbCdEf"
    HF_TOKEN         = var.hf_token
    MAX_TOKENS       = "4096"
    DB_SECRET        = "churn/database-credentials"
    PAD_TOKEN        = "[PAD]"
    API_KEY          = "<your key>"
    TOKENIZER_SECRET = "none"
  }
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name     = "setup"
  on_start = base64encode("#!/bin/bash\nexport WANDB_API_KEY=$(aws secretsmanager get-secret-value --secret-id wandb)\n")
}

variable "model_id" {
  type    = string
  default = "anthropic.claude-3-5-sonnet-20241022-v2:0"
}

# what stands in a secret store need not be secret
resource "aws_secretsmanager_secret_version" "model" {
  secret_id     = aws_secretsmanager_secret.model.id
  secret_string = jsonencode({ model_id = var.model_id, index = "handbook-2026" })
}

resource "aws_db_instance" "features" {
  engine                      = "postgres"
  manage_master_user_password = "true"
}

resource "aws_db_instance" "labels" {
  engine   = "postgres"
  password = var.label_password
}

variable "label_password" {
  type      = string
  default   = "labels"
  sensitive = true
}

resource "aws_rds_cluster" "vectors" {
  engine          = "aurora-postgresql"
  master_password = "<set by the pipeline>"
}
