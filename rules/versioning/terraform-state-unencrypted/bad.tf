terraform {
  backend "s3" {
    bucket  = "ml-platform-state"
    key     = "platform/terraform.tfstate"
    encrypt = false # expect
  }
}
