terraform {
  backend "s3" {
    bucket       = "ml-platform-state"
    key          = "platform/terraform.tfstate"
    region       = "eu-west-1"
    use_lockfile = true
  }
}

resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}
