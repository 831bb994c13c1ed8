terraform {
  required_version = ">= 1.9, < 2.0"
}

provider "aws" {
  region = "eu-west-1"
}

module "bucket" {
  source = "./modules/bucket"
}
