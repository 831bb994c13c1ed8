# the workspace decides where nothing is said
resource "databricks_cluster" "default" {
  cluster_name            = "default"
  spark_version           = "16.4.x-scala2.12"
  node_type_id            = "Standard_DS3_v2"
  autotermination_minutes = 30
}
