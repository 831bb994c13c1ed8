resource "azurerm_machine_learning_compute_cluster" "gpu" {
  name    = "gpu"
  vm_size = "Standard_NC24ads_A100_v4"

  scale_settings {
    min_node_count                       = 0
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT4H" # expect
  }
}

# two hours, in minutes
resource "azurerm_machine_learning_compute_cluster" "tuning" {
  name    = "tuning"
  vm_size = "Standard_NC24ads_A100_v4"

  scale_settings {
    min_node_count                       = 0
    max_node_count                       = 4
    scale_down_nodes_after_idle_duration = "PT120M" # expect
  }
}
