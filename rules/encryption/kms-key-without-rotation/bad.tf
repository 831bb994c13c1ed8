resource "aws_kms_key" "ml" { # expect
  description = "Training data and models"
}
