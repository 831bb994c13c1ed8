resource "aws_kms_key" "models" {
  enable_key_rotation = true
}

resource "aws_iam_role" "training" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_kms_grant" "training" {
  key_id            = aws_kms_key.models.key_id
  grantee_principal = "arn:aws:iam::111122223333:role/training"
  operations        = ["GenerateDataKey", "Decrypt"]
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  output_data_config {
    s3_output_path = "s3://churn/models"
    kms_key_id     = aws_kms_key.models.arn
  }
}
