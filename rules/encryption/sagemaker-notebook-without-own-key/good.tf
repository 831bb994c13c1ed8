resource "aws_kms_key" "ml" {
  description         = "Notebooks and training data"
  enable_key_rotation = true
}

resource "aws_sagemaker_notebook_instance" "exploration" {
  name          = "churn-exploration"
  role_arn      = aws_iam_role.notebook.arn
  instance_type = "ml.t3.medium"
  kms_key_id    = aws_kms_key.ml.arn
}
