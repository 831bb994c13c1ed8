resource "aws_kms_key" "ml" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" } # expect
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}
