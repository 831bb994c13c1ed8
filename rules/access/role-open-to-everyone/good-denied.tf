resource "aws_iam_role" "retired" {
  assume_role_policy = jsonencode({
    Statement = [
      { Effect = "Deny", Action = "sts:AssumeRole", Principal = "*" },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } },
    ]
  })
}
