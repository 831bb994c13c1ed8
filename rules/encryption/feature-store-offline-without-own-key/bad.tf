resource "aws_sagemaker_feature_group" "customers" {
  feature_group_name             = "customers"
  record_identifier_feature_name = "customer_id"
  event_time_feature_name        = "seen_at"
  role_arn                       = aws_iam_role.features.arn

  feature_definition {
    feature_name = "customer_id"
    feature_type = "String"
  }

  feature_definition {
    feature_name = "seen_at"
    feature_type = "String"
  }

  offline_store_config {
    s3_storage_config { # expect
      s3_uri = "s3://customer-features/offline"
    }
  }
}
