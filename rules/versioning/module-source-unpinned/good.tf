module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 6.0"
}

module "endpoint" {
  source = "git::https://github.com/ml-platform/terraform-endpoint.git?ref=v2.3.1"
}

module "archive" {
  source = "https://artifacts.example.com/terraform-features-1.4.0.zip"
}

module "near" {
  source = "./modules/near"
}
