resource "aws_kendra_index" "handbook" {
  name     = "handbook"
  role_arn = "arn:aws:iam::111122223333:role/kendra"

  server_side_encryption_configuration {
    kms_key_id = aws_kms_key.ml.arn
  }
}

resource "aws_kms_key" "ml" {
  enable_key_rotation = true
}
