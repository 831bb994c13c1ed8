resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "exploration"
  instance_type = "ml.g5.xlarge"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
}

resource "aws_budgets_budget" "ml" {
  name         = "ml"
  budget_type  = "COST"
  limit_amount = "2000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}
