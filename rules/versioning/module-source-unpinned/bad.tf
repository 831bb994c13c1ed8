module "vpc" {
  source = "terraform-aws-modules/vpc/aws" # expect
}

module "endpoint" {
  source = "git::https://github.com/ml-platform/terraform-endpoint.git?ref=main" # expect
}

module "features" {
  source = "github.com/ml-platform/terraform-features" # expect
}

module "gateway" {
  source  = "git::https://github.com/ml-platform/terraform-gateway.git" # expect
  version = "~> 2.0"
}
