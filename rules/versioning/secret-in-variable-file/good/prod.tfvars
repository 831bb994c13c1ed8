region           = "eu-west-1"
hub_token        = "<set by TF_VAR_hub_token>"
max_tokens       = 4096
token_secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub"
