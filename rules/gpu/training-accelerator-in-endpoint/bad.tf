resource "aws_sagemaker_model" "churn" {
  name               = "churn"
  execution_role_arn = aws_iam_role.inference.arn

  primary_container {
    image = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.5-gpu-py311"
  }
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "churn"

  production_variants {
    variant_name           = "blue"
    model_name             = aws_sagemaker_model.churn.name
    instance_type          = "ml.p4d.24xlarge" # expect
    initial_instance_count = 2
  }
}
