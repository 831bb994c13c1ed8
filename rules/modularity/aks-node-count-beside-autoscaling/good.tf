resource "azurerm_kubernetes_cluster_node_pool" "gpu" {
  name                 = "gpu"
  vm_size              = "Standard_NC24ads_A100_v4"
  auto_scaling_enabled = true
  min_count            = 0
  max_count            = 4
}

resource "azurerm_kubernetes_cluster_node_pool" "ignored" {
  name                 = "ignored"
  vm_size              = "Standard_NC24ads_A100_v4"
  auto_scaling_enabled = true
  min_count            = 0
  max_count            = 4
  node_count           = 2

  lifecycle {
    ignore_changes = [node_count]
  }
}
