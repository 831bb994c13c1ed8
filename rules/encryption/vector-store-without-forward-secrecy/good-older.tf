# Worse than that is the business of another rule.
resource "aws_opensearch_domain" "manuals" {
  domain_name = "manuals"

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
  }
}
