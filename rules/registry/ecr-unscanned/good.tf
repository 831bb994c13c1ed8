resource "aws_ecr_repository" "training" {
  name = "churn/training"

  image_scanning_configuration {
    scan_on_push = true
  }
}
