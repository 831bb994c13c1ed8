# Nothing that costs much by day and by night.
resource "aws_eks_node_group" "cpu" {
  cluster_name   = "training"
  node_role_arn  = "arn:aws:iam::111122223333:role/nodes"
  subnet_ids     = ["subnet-0a1b2c3d4e5f60718"]
  instance_types = ["m7i.large"]

  scaling_config {
    desired_size = 0
    max_size     = 4
    min_size     = 0
  }
}

resource "aws_batch_compute_environment" "cpu" {
  type = "MANAGED"

  compute_resources {
    type          = "EC2"
    max_vcpus     = 64
    instance_type = ["c7i.large"]
    subnets       = ["subnet-0a1b2c3d4e5f60718"]
  }
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name_prefix = "churn-"

  production_variants {
    variant_name = "all"
    model_name   = "churn"

    serverless_config {
      max_concurrency   = 5
      memory_size_in_mb = 2048
    }
  }
}
