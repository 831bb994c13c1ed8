resource "aws_ecr_repository" "training" { # expect
  name = "churn/training"
}

# scans when somebody asks for it
resource "aws_ecr_registry_scanning_configuration" "here" {
  scan_type = "BASIC"

  rule {
    scan_frequency = "MANUAL"

    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
