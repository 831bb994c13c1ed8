resource "aws_comprehend_document_classifier" "tickets" {
  name                 = "tickets"
  data_access_role_arn = "arn:aws:iam::111122223333:role/comprehend"
  language_code        = "en"
  model_kms_key_id = aws_kms_key.ml.arn

  input_data_config {
    s3_uri = "s3://tickets/labelled.csv"
  }
}

resource "aws_kms_key" "ml" {
  enable_key_rotation = true
}
