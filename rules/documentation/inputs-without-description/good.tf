variable "region" {
  type        = string
  description = "Where everything runs."
}

provider "aws" {
  region = var.region
}
