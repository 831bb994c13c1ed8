resource "databricks_cluster" "research" {
  cluster_name  = "research"
  spark_version = "16.4.x-gpu-ml-scala2.12"
  node_type_id  = "g5.4xlarge"
}

resource "databricks_cluster" "short" {
  cluster_name            = "short"
  spark_version           = "16.4.x-gpu-ml-scala2.12"
  node_type_id            = "g5.4xlarge"
  autotermination_minutes = 30
}
