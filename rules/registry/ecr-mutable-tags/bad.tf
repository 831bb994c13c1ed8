resource "aws_ecr_repository" "training" { # expect
  name = "churn/training"
}

resource "aws_ecr_repository" "inference" {
  name                 = "churn/inference"
  image_tag_mutability = "MUTABLE" # expect
}
