resource "aws_bedrock_guardrail" "support" {
  name                      = "support"
  blocked_input_messaging   = "No."
  blocked_outputs_messaging = "No."

  content_policy_config { # expect
    filters_config {
      type            = "HATE"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }
  }
}
