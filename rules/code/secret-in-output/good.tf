resource "aws_iam_access_key" "ci" {
  user = "ci"
}

output "ci_secret" {
  value     = aws_iam_access_key.ci.secret
  sensitive = true
}

output "secret_arn" {
  value = "arn"
}
