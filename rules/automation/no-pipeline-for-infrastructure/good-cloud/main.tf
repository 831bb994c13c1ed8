terraform {
  cloud {
    organization = "recommendations"
  }
}

provider "aws" {
  region = "eu-west-1"
}
