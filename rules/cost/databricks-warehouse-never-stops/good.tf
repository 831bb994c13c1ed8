resource "databricks_sql_endpoint" "features" {
  name           = "features"
  cluster_size   = "Medium"
  auto_stop_mins = 20
}

resource "databricks_sql_endpoint" "default" {
  name         = "default"
  cluster_size = "Small"
}
