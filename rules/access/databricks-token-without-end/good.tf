resource "databricks_token" "registry" {
  comment          = "registers models"
  lifetime_seconds = 86400
}
