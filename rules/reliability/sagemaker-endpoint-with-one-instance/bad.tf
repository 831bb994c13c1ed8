variable "env" {
  type = string

  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "dev or prod."
  }
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.m5.xlarge"
    initial_instance_count = 1 # expect
  }
}

resource "aws_sagemaker_endpoint_configuration" "ranking" {
  name = "ranking"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.ranking.name
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = var.env == "prod" ? 3 : 1 # expect when var.env=dev
  }
}
