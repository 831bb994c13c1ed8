resource "aws_glue_job" "features" { # expect
  name     = "features"
  role_arn = "arn:aws:iam::111122223333:role/glue"

  command {
    script_location = "s3://churn-scripts/features.py"
  }
}
