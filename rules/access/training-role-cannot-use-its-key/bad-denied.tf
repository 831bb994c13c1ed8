resource "aws_kms_key" "models" {
  enable_key_rotation = true

  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Deny", Principal = { AWS = "arn:aws:iam::111122223333:role/guest" }, Action = "kms:*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "training" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })

  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
}

resource "aws_iam_role_policy" "training" {
  role = aws_iam_role.training.id
  policy = jsonencode({
    Statement = [
      { Effect = "Deny", Action = "kms:Decrypt", Resource = "*" },
    ]
  })
}

resource "aws_sagemaker_training_job" "churn" {
  training_job_name = "churn"
  role_arn          = aws_iam_role.training.arn

  output_data_config {
    s3_output_path = "s3://churn/models"
    kms_key_id     = aws_kms_key.models.arn # expect
  }
}
