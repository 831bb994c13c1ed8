terraform {
  backend "s3" { # expect
    bucket       = "ml-platform-state"
    key          = "platform/terraform.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}
