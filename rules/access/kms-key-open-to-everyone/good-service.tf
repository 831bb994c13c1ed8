# The policy of the key that AWS makes for S3: through S3, and for this account.
resource "aws_kms_key" "models" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource  = "*"
      Condition = {
        StringEquals = { "kms:ViaService" = "s3.eu-west-1.amazonaws.com", "kms:CallerAccount" = "111122223333" }
      }
    }]
  })
}
