resource "azurerm_kubernetes_cluster_node_pool" "gpu" { # expect
  name    = "gpu"
  vm_size = "Standard_NC24ads_A100_v4"
}
