# checkov:skip=CKV_AWS_18 # expect
resource "aws_s3_bucket" "scratch" {
  bucket = "scratch"
}
