resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "m5.xlarge" # expect
    initial_instance_count = 2
  }
}

variable "instance_type" {
  type = string
}

resource "aws_sagemaker_endpoint_configuration" "ranking" {
  name = "ranking"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.ranking.name
    instance_type          = var.instance_type # expect unsure
    initial_instance_count = 2
  }
}
