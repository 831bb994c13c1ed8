# Batch chooses, also among those with a GPU.
resource "aws_batch_compute_environment" "any" {
  type = "MANAGED"

  compute_resources {
    type          = "SPOT"
    max_vcpus     = 64
    instance_type = ["optimal"]
    subnets       = ["subnet-0a1b2c3d4e5f60718"]
  }
}

resource "aws_batch_job_definition" "training" {
  name = "training"
  type = "container"
  container_properties = jsonencode({
    image                = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/training:1.4.0"
    resourceRequirements = [{ type = "GPU", value = "1" }]
  })
}
