provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = { owner = "recommendations" }
  }
}

provider "google" {
  project = "churn"
}
