resource "aws_bedrock_inference_profile" "support" {
  name = "support"

  model_source {
    copy_from = "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0"
  }
}
