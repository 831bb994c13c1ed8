# All but one are still nearly all.
resource "aws_iam_role" "deploy" {
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" } # expect
      Condition = { StringNotLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/sandbox:*" } }
    }]
  })
}
