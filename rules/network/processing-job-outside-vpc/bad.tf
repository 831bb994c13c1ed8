resource "awscc_sagemaker_processing_job" "prepare" { # expect
  role_arn = "arn:aws:iam::111122223333:role/processing"
}
