resource "databricks_grants" "features" {
  catalog = databricks_catalog.features.name

  grant {
    principal  = "training"
    privileges = ["ALL_PRIVILEGES"]
  }

  grant {
    principal  = "account users"
    privileges = ["USE_CATALOG", "SELECT"]
  }
}
