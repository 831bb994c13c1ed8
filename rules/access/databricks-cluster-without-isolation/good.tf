resource "databricks_cluster" "training" {
  cluster_name            = "training"
  spark_version           = "16.4.x-gpu-ml-scala2.12"
  node_type_id            = "Standard_NC4as_T4_v3"
  autotermination_minutes = 30
  data_security_mode      = "SINGLE_USER"
}

resource "databricks_cluster" "shared" {
  cluster_name            = "shared"
  spark_version           = "16.4.x-scala2.12"
  node_type_id            = "Standard_DS3_v2"
  autotermination_minutes = 30
  data_security_mode      = "USER_ISOLATION"
}
