resource "aws_batch_job_definition" "features" {
  name = "features"
  type = "container"
  container_properties = jsonencode({
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/features:1.4.0"
  })
}

resource "aws_batch_job_definition" "amazon" {
  name = "amazon"
  type = "container"
  container_properties = jsonencode({
    image = "public.ecr.aws/amazonlinux/amazonlinux:2023"
  })
}
