provider "aws" {
  region = "eu-west-1"
}

resource "aws_config_config_rule" "drift" {
  name = "stack-drift"

  source {
    owner             = "AWS"
    source_identifier = "CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK"
  }
}
