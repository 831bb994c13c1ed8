resource "aws_batch_compute_environment" "gpu" { # expect
  type = "MANAGED"

  compute_resources {
    type          = "EC2"
    max_vcpus     = 64
    instance_type = ["g6.xlarge"]
    subnets       = ["subnet-0a1b2c3d4e5f60718"]
  }
}
