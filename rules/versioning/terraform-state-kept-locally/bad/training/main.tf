terraform {
  backend "local" { # expect
    path = "/mnt/shared/terraform.tfstate"
  }
}
