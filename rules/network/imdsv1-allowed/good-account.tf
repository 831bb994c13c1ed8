# The account asks for tokens of everything that does not say otherwise
resource "aws_ec2_instance_metadata_defaults" "this" {
  http_tokens                 = "required"
  http_put_response_hop_limit = 2
}

resource "aws_instance" "tracking" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "m6i.large"
}
