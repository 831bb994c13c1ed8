# checkov:skip=CKV_AWS_18: scratch data, made anew each night
resource "aws_s3_bucket" "scratch" {
  # iacguard: ignore[untagged] reason="the account is tagged"
  bucket = "scratch"
}
