terraform {
  backend "s3" {
    bucket = "ml-platform-state"
    key    = "platform/terraform.tfstate"
  }
}

provider "aws" {
  region = "eu-west-1"
}
