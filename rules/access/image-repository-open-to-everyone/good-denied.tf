resource "aws_ecr_repository" "training" {
  name = "training"
}

resource "aws_ecr_repository_policy" "training" {
  repository = aws_ecr_repository.training.name
  policy     = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "ecr:DeleteRepository" }] })
}
