resource "aws_batch_job_definition" "features" {
  name = "features"
  type = "container"
  container_properties = jsonencode({
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/features:1.4.0"
  })
}

# What a job of several nodes runs is said for each of them.
resource "aws_batch_job_definition" "training" {
  name = "training"
  type = "multinode"
  node_properties = jsonencode({
    mainNode = 0
    numNodes = 4
  })
}
