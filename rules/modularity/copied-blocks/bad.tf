resource "aws_sagemaker_endpoint_configuration" "churn" { # expect
  name        = "churn"
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/a"

  production_variants {
    variant_name           = "blue"
    model_name             = "churn"
    instance_type          = "ml.m5.large"
    initial_instance_count = 2
    initial_variant_weight = 1
  }
}

resource "aws_sagemaker_endpoint_configuration" "ranking" {
  name        = "ranking"
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/a"

  production_variants {
    variant_name           = "blue"
    model_name             = "ranking"
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 2
    initial_variant_weight = 1
  }
}

resource "aws_sagemaker_endpoint_configuration" "search" {
  name        = "search"
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/a"

  production_variants {
    variant_name           = "blue"
    model_name             = "search"
    instance_type          = "ml.m5.large"
    initial_instance_count = 4
    initial_variant_weight = 1
  }
}
