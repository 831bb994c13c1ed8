resource "aws_opensearch_domain" "documents" {
  domain_name = "documents"

  node_to_node_encryption {
    enabled = true
  }
}
