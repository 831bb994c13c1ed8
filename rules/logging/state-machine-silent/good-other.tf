resource "aws_sfn_state_machine" "orders" {
  name       = "orders"
  role_arn   = "arn:aws:iam::111122223333:role/orders"
  definition = jsonencode({ StartAt = "Wait", States = { Wait = { Type = "Wait", Seconds = 5, End = true } } })
}
