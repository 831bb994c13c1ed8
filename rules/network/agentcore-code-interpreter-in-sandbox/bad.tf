resource "aws_bedrockagentcore_code_interpreter" "analysis" {
  name = "analysis"

  network_configuration {
    network_mode = "SANDBOX" # expect
  }
}
