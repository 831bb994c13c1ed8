resource "aws_sagemaker_code_repository" "churn" {
  code_repository_name = "churn"

  git_config {
    repository_url = "https://bot:x0auth@github.com/ml-platform/churn.git" # expect
  }
}
