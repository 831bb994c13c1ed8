resource "databricks_instance_pool" "gpu" {
  instance_pool_name                    = "gpu"
  node_type_id                          = "Standard_NC24ads_A100_v4"
  min_idle_instances                    = 2 # expect
  max_capacity                          = 8
  idle_instance_autotermination_minutes = 15
}
