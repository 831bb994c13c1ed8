resource "aws_ecr_repository" "serving" {
  name = "serving"
}

# everybody but one account is everybody
resource "aws_ecr_repository_policy" "serving" {
  repository = aws_ecr_repository.serving.name
  policy = jsonencode({
    Statement = [{
      Effect       = "Allow"
      NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" } # expect
      Action       = "ecr:BatchGetImage"
    }]
  })
}
