provider "registry.terraform.io/hashicorp/google" {
  version = "7.1.0"
}
