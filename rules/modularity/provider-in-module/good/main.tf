provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

module "bucket" {
  source    = "./modules/bucket"
  providers = { aws = aws.virginia }
}
