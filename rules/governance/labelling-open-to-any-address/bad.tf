resource "aws_sagemaker_workforce" "labelling" { # expect
  workforce_name = "labelling"
}
