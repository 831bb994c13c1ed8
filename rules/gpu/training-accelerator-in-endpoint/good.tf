resource "aws_sagemaker_model" "chat" {
  name               = "chat"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.5-gpu-py311"
    environment = {
      SM_NUM_GPUS = "8"
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "chat" {
  name = "chat"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.chat.name
    instance_type          = "ml.p4d.24xlarge"
    initial_instance_count = 2
  }
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = "churn"
    instance_type          = "ml.p3.2xlarge"
    initial_instance_count = 2
  }
}
