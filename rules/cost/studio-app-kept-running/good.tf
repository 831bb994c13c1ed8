resource "aws_sagemaker_app" "jupyter" {
  domain_id         = "d-abc"
  user_profile_name = "ada"
  app_name          = "default"
  app_type          = "JupyterServer"

  resource_spec {
    instance_type = "system"
  }
}
