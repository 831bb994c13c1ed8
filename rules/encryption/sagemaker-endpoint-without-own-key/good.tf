resource "aws_kms_key" "inference" {
  description         = "Endpoints"
  enable_key_rotation = true
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name        = "churn"
  kms_key_arn = aws_kms_key.inference.arn

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 2
  }
}

# A g5 has NVMe disks: the service refuses a key there.
resource "aws_sagemaker_endpoint_configuration" "ranking" {
  name = "ranking"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.ranking.name
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 2
  }
}
