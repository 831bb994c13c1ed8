resource "databricks_cluster" "shared" {
  cluster_name            = "shared"
  spark_version           = "16.4.x-cpu-ml-scala2.12"
  node_type_id            = "Standard_DS3_v2"
  autotermination_minutes = 30
  data_security_mode      = "NONE" # expect
}

resource "databricks_cluster" "older" {
  cluster_name            = "older"
  spark_version           = "16.4.x-scala2.12"
  node_type_id            = "Standard_DS3_v2"
  autotermination_minutes = 30
  data_security_mode      = "LEGACY_PASSTHROUGH" # expect
}
