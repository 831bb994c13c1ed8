resource "aws_kendra_index" "handbook" { # expect
  name     = "handbook"
  role_arn = "arn:aws:iam::111122223333:role/kendra"
}
