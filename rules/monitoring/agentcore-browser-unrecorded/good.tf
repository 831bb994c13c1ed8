resource "aws_bedrockagentcore_browser" "research" {
  name = "research"

  network_configuration {
    network_mode = "VPC"
  }

  recording {
    enabled = true

    s3_location {
      bucket = "agent-recordings"
      prefix = "browser/"
    }
  }
}
