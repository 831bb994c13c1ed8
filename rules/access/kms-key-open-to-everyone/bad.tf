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

resource "aws_kms_key" "features" {
  enable_key_rotation = true
}

resource "aws_kms_key_policy" "features" {
  key_id = aws_kms_key.features.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # expect
      Action    = "kms:Decrypt"
      Resource  = "*"
      # true as well of a request that has no such key
      Condition = { "ForAllValues:StringEquals" = { "aws:PrincipalOrgPaths" = "o-a1b2c3d4e5/*" } }
    }]
  })
}

# who comes over TLS may be anybody
resource "aws_kms_key" "labels" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*" # expect
      Action    = "kms:Decrypt"
      Resource  = "*"
      Condition = { Bool = { "aws:SecureTransport" = "true" } }
    }]
  })
}
