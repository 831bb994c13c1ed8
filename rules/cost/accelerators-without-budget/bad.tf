resource "aws_sagemaker_notebook_instance" "exploration" { # expect
  name          = "exploration"
  instance_type = "ml.g5.xlarge"
  role_arn      = "arn:aws:iam::111122223333:role/notebook"
}
