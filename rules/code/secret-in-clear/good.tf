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
