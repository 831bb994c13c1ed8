resource "aws_bedrockagent_knowledge_base" "manuals" { # expect
  name     = "manuals"
  role_arn = "arn:aws:iam::111122223333:role/knowledge"
}
