resource "aws_comprehend_document_classifier" "tickets" { # expect
  name                 = "tickets"
  data_access_role_arn = "arn:aws:iam::111122223333:role/comprehend"
  language_code        = "en"

  input_data_config {
    s3_uri = "s3://tickets/labelled.csv"
  }
}
