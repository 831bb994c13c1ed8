resource "aws_sagemaker_workforce" "labelling" { # expect
  workforce_name = "labelling"
}

resource "aws_sagemaker_workforce" "everywhere" {
  workforce_name = "everywhere"

  source_ip_config {
    cidrs = ["0.0.0.0/0"] # expect
  }
}
