variable "models" {
  type    = set(string)
  default = ["a", "b", "c", "d", "e", "f"]
}

resource "aws_sagemaker_endpoint_configuration" "each" { # expect
  for_each = var.models
  name     = each.key

  production_variants {
    model_name             = each.key
    instance_type          = "ml.m5.large"
    initial_instance_count = 1
  }
}
