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
