resource "aws_kms_key" "models" {
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "arn:aws:iam::111122223333:root" } },
      { Effect = "Deny", Action = "kms:ScheduleKeyDeletion", Resource = "*", Principal = "*" },
    ]
  })
}
