resource "aws_batch_compute_environment" "workers" {
  type         = "MANAGED"
  service_role = "arn:aws:iam::111122223333:role/batch"

  compute_resources {
    type               = "EC2"
    instance_type      = ["g5.xlarge"]
    min_vcpus          = 0
    max_vcpus          = 64
    subnets            = ["subnet-a"]
    security_group_ids = ["sg-a"]
  }
}

resource "aws_batch_job_definition" "train" {
  name = "train"
  type = "container"
  container_properties = jsonencode({
    image                = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/train:1.4.0"
    resourceRequirements = [{ type = "GPU", value = "1" }]
  })
}
