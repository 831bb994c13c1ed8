resource "aws_budgets_budget" "ml" { # expect
  name         = "ml"
  budget_type  = "COST"
  limit_amount = "2000"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}
