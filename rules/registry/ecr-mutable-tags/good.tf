resource "aws_ecr_repository" "training" {
  name                 = "churn/training"
  image_tag_mutability = "IMMUTABLE"
}
