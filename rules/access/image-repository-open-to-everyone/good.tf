resource "aws_ecr_repository" "training" {
  name = "training"
}

resource "aws_ecr_repository_policy" "training" {
  repository = aws_ecr_repository.training.name
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "ecr:BatchGetImage"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } }
    }]
  })
}

resource "aws_ecr_repository" "plain" {
  name = "plain"
}
