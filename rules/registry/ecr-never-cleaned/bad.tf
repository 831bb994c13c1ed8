resource "aws_ecr_repository" "training" { # expect
  name = "churn/training"
}
