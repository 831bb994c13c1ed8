resource "aws_ecr_repository" "training" { # expect
  name = "training"
}

resource "aws_ecr_registry_scanning_configuration" "account" {
  scan_type = "BASIC"

  rule {
    scan_frequency = "MANUAL"

    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
