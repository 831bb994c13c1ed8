resource "aws_ecr_repository" "training" { # expect
  name = "training"
}

resource "aws_ecr_repository" "inference" {
  name = "inference"

  encryption_configuration { # expect
    encryption_type = "KMS"
  }
}
