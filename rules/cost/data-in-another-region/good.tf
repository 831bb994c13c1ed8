provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "other"
  region = var.other_region
}

variable "other_region" {
  type = string
}

resource "aws_s3_bucket" "models" {
  bucket = "churn-models"
}

resource "aws_s3_bucket" "copy" {
  provider = aws.other
  bucket   = "churn-copy"
}

resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://${aws_s3_bucket.models.bucket}/model.tar.gz"

    environment = {
      FALLBACK = aws_s3_bucket.copy.bucket
    }
  }
}
