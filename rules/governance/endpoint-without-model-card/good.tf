resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "awscc_sagemaker_model_card" "churn" {
  model_card_name   = "churn"
  model_card_status = "Draft"
}
