resource "databricks_grant" "features" {
  catalog    = databricks_catalog.features.name
  principal  = "account users" # expect
  privileges = ["ALL_PRIVILEGES"]
}
