resource "aws_bedrockagentcore_browser" "research" { # expect
  name = "research"

  network_configuration {
    network_mode = "VPC"
  }
}
