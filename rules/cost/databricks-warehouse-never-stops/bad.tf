resource "databricks_sql_endpoint" "features" {
  name           = "features"
  cluster_size   = "Medium"
  auto_stop_mins = 0 # expect
}
