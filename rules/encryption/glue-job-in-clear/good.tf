resource "aws_glue_job" "features" {
  name                   = "features"
  role_arn               = "arn:aws:iam::111122223333:role/glue"
  security_configuration = "encrypted"

  command {
    script_location = "s3://churn-scripts/features.py"
  }
}
