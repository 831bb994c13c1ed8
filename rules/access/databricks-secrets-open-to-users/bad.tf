resource "databricks_secret_scope" "feature_store" {
  name                     = "feature-store"
  initial_manage_principal = "users" # expect
}
