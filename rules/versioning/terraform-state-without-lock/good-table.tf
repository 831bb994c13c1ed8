terraform {
  backend "s3" {
    bucket         = "ml-platform-state"
    key            = "platform/terraform.tfstate"
    region         = "eu-west-1"
    dynamodb_table = "terraform-locks"
  }
}
