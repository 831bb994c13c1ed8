# everybody but one account is everybody
resource "aws_kms_key" "models" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect       = "Allow"
      NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" } # expect
      Action       = "kms:Decrypt"
      Resource     = "*"
    }]
  })
}
