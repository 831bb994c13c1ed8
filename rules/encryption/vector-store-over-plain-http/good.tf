resource "aws_opensearch_domain" "vectors" {
  domain_name = "vectors"

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}

# In the block the provider's default is to insist
resource "aws_opensearch_domain" "documents" {
  domain_name = "documents"

  domain_endpoint_options {
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}
