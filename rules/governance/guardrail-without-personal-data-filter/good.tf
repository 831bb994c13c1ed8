resource "aws_bedrock_guardrail" "support" {
  name                      = "support"
  blocked_input_messaging   = "No."
  blocked_outputs_messaging = "No."

  sensitive_information_policy_config {
    pii_entities_config {
      type   = "EMAIL"
      action = "ANONYMIZE"
    }
  }
}
