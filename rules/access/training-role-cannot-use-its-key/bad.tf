resource "aws_kms_key" "training" {
  enable_key_rotation = true
}

resource "aws_iam_role" "training" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::churn/*" }]
  })
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  output_data_config {
    s3_output_path = "s3://churn/models"
    kms_key_id     = aws_kms_key.training.arn # expect
  }
}
