resource "azurerm_kubernetes_cluster_node_pool" "nd" { # expect
  name                 = "nd"
  vm_size              = "Standard_ND96isr_H100_v5"
  auto_scaling_enabled = true
  min_count            = 0
  max_count            = 4
}
