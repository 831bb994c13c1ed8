resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = "trail"
  kms_key_id     = "arn:aws:kms:eu-west-1:111122223333:key/audit"
}
