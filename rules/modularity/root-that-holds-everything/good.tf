provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "ml" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_s3_bucket" "models" {
  bucket = "models"
}

resource "aws_iam_role" "training" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}
