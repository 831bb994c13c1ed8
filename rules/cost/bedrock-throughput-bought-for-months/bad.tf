resource "aws_bedrock_provisioned_model_throughput" "support" {
  provisioned_model_name = "support"
  model_arn              = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"
  model_units            = 1
  commitment_duration    = "SixMonths" # expect
}
