resource "aws_kms_key" "features" {
  enable_key_rotation = true
}

resource "aws_sagemaker_feature_group" "customers" {
  feature_group_name             = "customers"
  record_identifier_feature_name = "customer_id"
  event_time_feature_name        = "seen_at"
  role_arn                       = aws_iam_role.features.arn

  feature_definition {
    feature_name = "customer_id"
    feature_type = "String"
  }

  offline_store_config {
    s3_storage_config {
      s3_uri     = "s3://customer-features/offline"
      kms_key_id = aws_kms_key.features.arn
    }
  }
}

resource "aws_sagemaker_feature_group" "online_only" {
  feature_group_name             = "online-only"
  record_identifier_feature_name = "customer_id"
  event_time_feature_name        = "seen_at"
  role_arn                       = aws_iam_role.features.arn

  feature_definition {
    feature_name = "customer_id"
    feature_type = "String"
  }

  online_store_config {
    enable_online_store = true
  }
}
