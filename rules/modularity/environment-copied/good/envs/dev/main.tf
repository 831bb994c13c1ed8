provider "aws" {
  region = "eu-west-1"
}

module "platform" {
  source = "../../modules/platform"
  name   = "dev"
}
