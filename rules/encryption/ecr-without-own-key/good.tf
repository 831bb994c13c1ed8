resource "aws_ecr_repository" "training" {
  name = "training"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.images.arn
  }
}

resource "aws_kms_key" "images" {
  enable_key_rotation = true
}
