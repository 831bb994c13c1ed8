provider "aws" {
  region = "eu-west-1"
}

module "endpoint" {
  source        = "./endpoint"
  instance_type = "ml.m5.large"
}
