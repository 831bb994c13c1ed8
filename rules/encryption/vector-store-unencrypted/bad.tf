resource "aws_opensearch_domain" "documents" { # expect
  domain_name = "documents"
}

resource "aws_opensearch_domain" "features" {
  domain_name = "features"

  encrypt_at_rest {
    enabled = false # expect
  }
}
