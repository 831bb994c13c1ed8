provider "aws" {
  region = "eu-west-1"
}

resource "aws_s3_bucket" "training" {
  bucket = "dev-training"
}

resource "aws_s3_bucket" "models" {
  bucket = "dev-models"
}

resource "aws_iam_role" "training" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "dev-churn"
  endpoint_config_name = "dev-churn"
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "dev-churn"
}
