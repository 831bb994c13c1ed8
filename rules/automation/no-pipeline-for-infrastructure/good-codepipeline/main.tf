provider "aws" {
  region = "eu-west-1"
}

resource "aws_codepipeline" "infrastructure" {
  name     = "infrastructure"
  role_arn = "arn:aws:iam::111122223333:role/deploy"
}
