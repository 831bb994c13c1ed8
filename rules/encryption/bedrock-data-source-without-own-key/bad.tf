resource "aws_bedrockagent_data_source" "manuals" { # expect
  name              = "manuals"
  knowledge_base_id = aws_bedrockagent_knowledge_base.manuals.id
}
