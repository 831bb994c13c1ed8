resource "aws_bedrock_custom_model" "support" {
  custom_model_name = "support"

  vpc_config {
    subnet_ids         = ["subnet-a"]
    security_group_ids = ["sg-a"]
  }
}
