# The registry scans for all of its repositories.
resource "aws_ecr_repository" "training" {
  name = "training"
}

resource "aws_ecr_registry_scanning_configuration" "account" {
  scan_type = "ENHANCED"

  rule {
    scan_frequency = "CONTINUOUS_SCAN"

    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
