resource "aws_iam_role" "studio" {
  assume_role_policy = "{}"

  inline_policy {
    name = "jobs"
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = ["sagemaker:CreateTrainingJob"], Resource = "*" }] # expect
    })
  }
}
