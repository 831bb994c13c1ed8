resource "aws_opensearch_domain" "vectors" {
  domain_name = "vectors"

  domain_endpoint_options {
    enforce_https = false # expect
  }
}

# Without the block the service's default counts, not the provider's
resource "aws_opensearch_domain" "documents" { # expect
  domain_name = "documents"
}

variable "options" {
  type = any
}

resource "aws_opensearch_domain" "asked" {
  domain_name = "asked"

  dynamic "domain_endpoint_options" { # expect unsure
    for_each = var.options

    content {
      enforce_https = true
    }
  }
}
