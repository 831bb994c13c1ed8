resource "aws_kms_key" "training" {
  enable_key_rotation = true
}

resource "aws_iam_role" "training" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "kms:GenerateDataKey", Resource = aws_kms_key.training.arn }]
  })
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  output_data_config {
    s3_output_path = "s3://churn/models"
    kms_key_id     = aws_kms_key.training.arn
  }
}

resource "aws_kms_key" "shared" {
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.plain.arn }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_iam_role" "plain" {
  assume_role_policy = "{}"
}

resource "aws_sagemaker_training_job" "ranking" {
  training_job_name = "ranking"
  role_arn          = aws_iam_role.plain.arn

  output_data_config {
    s3_output_path = "s3://ranking/models"
    kms_key_id     = aws_kms_key.shared.arn
  }
}

resource "aws_sagemaker_training_job" "without_key" {
  training_job_name = "without-key"
  role_arn          = aws_iam_role.plain.arn

  output_data_config {
    s3_output_path = "s3://ranking/models"
  }
}
