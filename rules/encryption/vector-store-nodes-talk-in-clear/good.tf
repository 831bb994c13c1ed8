resource "aws_opensearch_domain" "documents" {
  domain_name = "documents"

  cluster_config {
    instance_count = 3
  }

  node_to_node_encryption {
    enabled = true
  }
}

resource "aws_opensearch_domain" "one_node" {
  domain_name = "one-node"
}
