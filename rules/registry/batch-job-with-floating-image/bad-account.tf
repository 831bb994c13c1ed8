resource "aws_batch_job_definition" "embeddings" {
  name = "embeddings"
  type = "container"
  container_properties = jsonencode({
    image = "${data.aws_caller_identity.here.account_id}.dkr.ecr.${data.aws_region.here.name}.amazonaws.com/embeddings" # expect
  })
}

data "aws_caller_identity" "here" {}
data "aws_region" "here" {}
