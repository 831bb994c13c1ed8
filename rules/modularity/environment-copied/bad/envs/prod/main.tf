provider "aws" { # expect
  region = "eu-west-1"
}

resource "aws_s3_bucket" "training" {
  bucket = "prod-training"
}

resource "aws_s3_bucket" "models" {
  bucket = "prod-models"
}

resource "aws_iam_role" "training" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "prod-churn"
  endpoint_config_name = "prod-churn"
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "prod-churn"
}
