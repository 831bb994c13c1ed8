resource "aws_sagemaker_endpoint" "churn" {
  name                 = "churn"
  endpoint_config_name = "churn"
}

resource "aws_sagemaker_project" "churn" {
  project_name = "churn"

  service_catalog_provisioning_details {
    product_id = "prod-a1b2c3d4e5f6g"
  }
}
