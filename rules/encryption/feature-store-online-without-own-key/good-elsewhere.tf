# Nothing online, and a store in memory.
resource "aws_sagemaker_feature_group" "history" {
  feature_group_name             = "customers-history"
  record_identifier_feature_name = "customer_id"
  event_time_feature_name        = "seen_at"
  role_arn                       = "arn:aws:iam::111122223333:role/features"

  online_store_config {
    enable_online_store = false
  }
}

resource "aws_sagemaker_feature_group" "sessions" {
  feature_group_name             = "sessions"
  record_identifier_feature_name = "session_id"
  event_time_feature_name        = "seen_at"
  role_arn                       = "arn:aws:iam::111122223333:role/features"

  online_store_config {
    enable_online_store = true
    storage_type        = "InMemory"
  }
}
