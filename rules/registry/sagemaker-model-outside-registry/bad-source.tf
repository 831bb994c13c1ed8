resource "aws_sagemaker_model" "chat" {
  name               = "chat"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container { # expect
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/serving:7"

    model_data_source {
      s3_data_source {
        s3_uri           = "s3://models/chat/"
        s3_data_type     = "S3Prefix"
        compression_type = "None"
      }
    }
  }
}

resource "aws_sagemaker_model" "chain" {
  name               = "chain"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  container { # expect
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/prepare:7"

    model_data_source {
      s3_data_source {
        s3_uri           = "s3://models/prepare/"
        s3_data_type     = "S3Prefix"
        compression_type = "None"
      }
    }
  }
}
