resource "aws_iam_access_key" "ci" {
  user = "ci"
}

output "ci_secret" { # expect
  value = aws_iam_access_key.ci.secret
}
