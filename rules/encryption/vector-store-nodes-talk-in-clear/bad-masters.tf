resource "aws_opensearch_domain" "vectors" {
  domain_name = "vectors"

  cluster_config {
    dedicated_master_enabled = true
  }

  node_to_node_encryption {
    enabled = false # expect
  }
}

resource "aws_opensearch_domain" "archive" {
  domain_name = "archive"

  cluster_config {
    warm_enabled = true
  }

  node_to_node_encryption {
    enabled = false # expect
  }
}
