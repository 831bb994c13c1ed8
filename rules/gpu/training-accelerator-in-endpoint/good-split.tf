# Split over all accelerators; eight small ones; and none at all.
resource "aws_sagemaker_endpoint_configuration" "split" {
  name_prefix = "split-"

  production_variants {
    variant_name           = "all"
    model_name             = aws_sagemaker_model.split.name
    initial_instance_count = 2
    instance_type          = "ml.p5.48xlarge"
  }
}

resource "aws_sagemaker_model" "split" {
  name               = "split"
  execution_role_arn = "arn:aws:iam::111122223333:role/inference"

  primary_container {
    image       = "111122223333.dkr.ecr.us-east-1.amazonaws.com/serving:7"
    environment = { OPTION_TENSOR_PARALLEL_DEGREE = "8" }
  }
}

resource "aws_sagemaker_endpoint_configuration" "small" {
  name_prefix = "small-"

  production_variants {
    variant_name           = "all"
    model_name             = "small"
    initial_instance_count = 2
    instance_type          = "ml.g5.48xlarge"
  }
}

resource "aws_sagemaker_endpoint_configuration" "serverless" {
  name_prefix = "serverless-"

  production_variants {
    variant_name = "all"
    model_name   = "small"

    serverless_config {
      max_concurrency   = 5
      memory_size_in_mb = 2048
    }
  }
}
