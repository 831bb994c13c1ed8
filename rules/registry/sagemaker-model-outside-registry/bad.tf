resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container { # expect
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://models/churn/model.tar.gz"
  }
}

# one part of several
resource "aws_sagemaker_model" "chain" {
  name               = "chain"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/features:2.1.0"
  }

  container { # expect
    image          = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.4.0"
    model_data_url = "s3://churn-models/churn/model.tar.gz"
  }
}
