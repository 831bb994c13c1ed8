resource "aws_sagemaker_endpoint_configuration" "chat" {
  name_prefix = "chat-"

  production_variants {
    variant_name           = "all"
    initial_instance_count = 1
    instance_type          = "ml.g6.xlarge"

    managed_instance_scaling {
      status             = "ENABLED"
      min_instance_count = 2
      max_instance_count = 4
    }
  }
}
