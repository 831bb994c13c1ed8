resource "aws_sagemaker_app" "training" {
  domain_id         = "d-abc"
  user_profile_name = "ada"
  app_name          = "default"
  app_type          = "KernelGateway"

  resource_spec {
    instance_type = "ml.g5.2xlarge" # expect
  }
}
