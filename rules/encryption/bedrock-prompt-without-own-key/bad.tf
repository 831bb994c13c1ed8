resource "aws_bedrockagent_prompt" "summary" { # expect
  name = "summary"
}
