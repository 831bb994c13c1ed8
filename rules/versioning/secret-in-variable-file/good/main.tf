variable "hub_token" {
  type      = string
  sensitive = true
}

provider "aws" {
  region = "eu-west-1"
}
