resource "aws_iam_role" "labelling" {
  name = "labelling"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" } # expect
      Action    = "sts:AssumeRole"
    }]
  })
}
