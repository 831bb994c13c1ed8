resource "databricks_grant" "features" {
  catalog    = databricks_catalog.features.name
  principal  = "training"
  privileges = ["ALL_PRIVILEGES"]
}

resource "databricks_grant" "everybody" {
  catalog    = databricks_catalog.features.name
  principal  = "account users"
  privileges = ["USE_CATALOG", "SELECT"]
}
