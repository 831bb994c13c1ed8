# Where it runs is declared elsewhere.
resource "aws_batch_job_definition" "training" {
  name = "training"
  type = "container"
  container_properties = jsonencode({
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/training:1.4.0"
  })
}
