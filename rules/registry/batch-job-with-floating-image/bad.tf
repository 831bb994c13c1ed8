resource "aws_batch_job_definition" "features" {
  name = "features"
  type = "container"
  container_properties = jsonencode({
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/features:latest" # expect
  })
}

resource "aws_batch_job_definition" "embeddings" {
  name = "embeddings"
  type = "container"
  container_properties = jsonencode({
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/embeddings" # expect
  })
}
