resource "aws_batch_job_definition" "training" {
  name = "training"
  type = "container"

  container_properties = jsonencode({
    image                = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/training:1.4.0"
    privileged           = false
    resourceRequirements = [{ type = "GPU", value = "1" }]
  })
}

resource "aws_batch_job_definition" "scoring" {
  name                 = "scoring"
  type                 = "container"
  container_properties = jsonencode({ image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/scoring:1.4.0" })
}
