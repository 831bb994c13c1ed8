resource "aws_opensearchserverless_security_policy" "network" {
  name = "documents"
  type = "network"
  policy = jsonencode([
    {
      Rules           = [{ ResourceType = "collection", Resource = ["collection/documents"] }]
      AllowFromPublic = true # expect
    }
  ])
}
