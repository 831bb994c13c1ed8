resource "aws_batch_job_definition" "features" {
  name = "features"
  type = "container"
  container_properties = jsonencode({
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/training:1.4.0"
  })
}

resource "aws_batch_compute_environment" "fargate" {
  type = "MANAGED"

  compute_resources {
    type      = "FARGATE"
    max_vcpus = 16
    subnets   = ["subnet-0a1b2c3d4e5f60718"]
  }
}

resource "aws_batch_job_definition" "nodes" {
  name = "nodes"
  type = "multinode"
  node_properties = jsonencode({ mainNode = 0, numNodes = 4 })
}
