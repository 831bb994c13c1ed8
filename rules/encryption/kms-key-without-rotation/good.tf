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

# KMS rotates no key that it does not keep itself
resource "aws_kms_key" "hsm" {
  custom_key_store_id = "cks-0123456789abcdef0"
}
