resource "aws_opensearch_domain" "documents" { # expect
  domain_name = "documents"

  cluster_config {
    instance_count = 3
  }
}
