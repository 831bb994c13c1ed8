resource "aws_sagemaker_endpoint_configuration" "plain" {
  name_prefix = "plain-"

  production_variants {
    variant_name           = "all"
    model_name             = aws_sagemaker_model.plain.name
    initial_instance_count = 2
    instance_type          = "ml.p4d.24xlarge" # expect
  }
}

resource "aws_sagemaker_model" "plain" {
  name               = "plain"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image       = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.3-gpu-py311"
    environment = { LOG_LEVEL = "info" }
  }
}

resource "aws_sagemaker_endpoint_configuration" "components" {
  name_prefix = "components-"

  production_variants {
    variant_name           = "all"
    initial_instance_count = 2
    instance_type          = "ml.p5.48xlarge" # expect
  }
}
