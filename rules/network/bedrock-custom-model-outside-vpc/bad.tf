resource "aws_bedrock_custom_model" "support" { # expect
  custom_model_name = "support"
}
