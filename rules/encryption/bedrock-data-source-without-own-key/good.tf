resource "aws_kms_key" "documents" {
  enable_key_rotation = true
}

resource "aws_bedrockagent_data_source" "manuals" {
  name              = "manuals"
  knowledge_base_id = aws_bedrockagent_knowledge_base.manuals.id

  server_side_encryption_configuration {
    kms_key_arn = aws_kms_key.documents.arn
  }
}
