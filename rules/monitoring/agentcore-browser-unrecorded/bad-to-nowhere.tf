resource "aws_bedrockagentcore_browser" "research" {
  name = "research"

  network_configuration {
    network_mode = "VPC"
  }

  recording { # expect
    enabled = true
  }
}
