# The registry knows where the image lies.
resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    model_package_name = "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/7"
  }
}
