resource "aws_opensearch_domain" "documents" { # expect
  domain_name = "documents"
}
