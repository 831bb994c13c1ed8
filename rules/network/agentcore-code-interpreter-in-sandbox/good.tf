resource "aws_bedrockagentcore_code_interpreter" "analysis" {
  name = "analysis"

  network_configuration {
    network_mode = "VPC"

    vpc_config {
      subnets         = ["subnet-0a1b2c3d4e5f60718"]
      security_groups = ["sg-0a1b2c3d4e5f60718"]
    }
  }
}

# The public network is the business of another rule.
resource "aws_bedrockagentcore_code_interpreter" "public" {
  name = "public"

  network_configuration {
    network_mode = "PUBLIC"
  }
}
