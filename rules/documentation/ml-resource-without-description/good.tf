resource "aws_kms_key" "training" {
  description         = "Training data and models"
  enable_key_rotation = true
}
