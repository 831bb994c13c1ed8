variable "region" {
  type        = string
  description = "Where everything runs."
}

variable "min_capacity" { # expect
  type = number
}

output "endpoint" {
  value = "churn-${var.region}-${var.min_capacity}"
}

provider "aws" {
  region = var.region
}
