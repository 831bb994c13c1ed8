resource "azurerm_kubernetes_cluster_node_pool" "nd" {
  name                         = "nd"
  vm_size                      = "Standard_ND96isr_H100_v5"
  auto_scaling_enabled         = true
  min_count                    = 0
  max_count                    = 4
  proximity_placement_group_id = "/subscriptions/s/resourceGroups/ml/providers/Microsoft.Compute/proximityPlacementGroups/training"
}

resource "azurerm_kubernetes_cluster_node_pool" "single" {
  name       = "single"
  vm_size    = "Standard_ND96isr_H100_v5"
  node_count = 1
}
