resource "aws_opensearchserverless_vpc_endpoint" "documents" {
  name       = "documents"
  vpc_id     = "vpc-0a1b2c3d"
  subnet_ids = ["subnet-0a1b2c3d"]
}

resource "aws_opensearchserverless_security_policy" "network" {
  name = "documents"
  type = "network"
  policy = jsonencode([
    {
      Rules           = [{ ResourceType = "collection", Resource = ["collection/documents"] }]
      AllowFromPublic = false
      SourceVPCEs     = [aws_opensearchserverless_vpc_endpoint.documents.id]
    }
  ])
}

resource "aws_opensearchserverless_security_policy" "encryption" {
  name = "documents"
  type = "encryption"
  policy = jsonencode({
    Rules       = [{ ResourceType = "collection", Resource = ["collection/documents"] }]
    AWSOwnedKey = true
  })
}
