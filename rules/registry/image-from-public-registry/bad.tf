resource "aws_batch_job_definition" "features" {
  name = "features"
  type = "container"
  container_properties = jsonencode({
    image = "ghcr.io/somebody/features:1.4.0" # expect
  })
}

resource "aws_batch_job_definition" "short" {
  name = "short"
  type = "container"
  container_properties = jsonencode({
    image = "python:3.12" # expect
  })
}
