# A version of the registry, also where an adapter lies beside it.
resource "aws_sagemaker_model" "chat" {
  name               = "chat"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    model_package_name = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/chat/7"
    model_data_url     = "s3://models/adapters/support.tar.gz"
  }
}

resource "aws_sagemaker_model" "chain" {
  name               = "chain"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  container {
    model_package_name = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/prepare/7"
  }
}
