resource "aws_sagemaker_workforce" "labelling" {
  workforce_name = "labelling"

  source_ip_config {
    cidrs = ["203.0.113.0/24"]
  }
}
