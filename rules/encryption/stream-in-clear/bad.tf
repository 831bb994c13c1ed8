resource "aws_kinesis_stream" "clicks" { # expect
  name = "clicks"
}

resource "aws_kinesis_stream" "requests" {
  name            = "requests"
  encryption_type = "NONE" # expect
}
