resource "aws_kms_key" "ml" {
  description         = "Training data and models"
  enable_key_rotation = true
}

# Signing keys cannot be rotated.
resource "aws_kms_key" "signing" {
  description              = "Signs model packages"
  customer_master_key_spec = "RSA_4096"
  key_usage                = "SIGN_VERIFY"
}
