resource "aws_opensearch_domain" "documents" { # expect
  domain_name = "documents"
}

resource "aws_opensearch_domain" "features" {
  domain_name = "features"

  encrypt_at_rest {
    enabled = false # expect
  }
}

resource "aws_elasticsearch_domain" "before_opensearch" {
  domain_name           = "before-opensearch"
  elasticsearch_version = "7.10"

  encrypt_at_rest {
    enabled = false # expect
  }
}
