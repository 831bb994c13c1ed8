terraform {
  backend "s3" {
    bucket     = "ml-platform-state"
    key        = "platform/terraform.tfstate"
    encrypt    = true
    kms_key_id = "alias/terraform-state"
  }
}
