resource "aws_sagemaker_code_repository" "churn" {
  code_repository_name = "churn"

  git_config {
    repository_url = "https://github.com/ml-platform/churn.git"
    branch         = "main"
  }
}
