resource "azurerm_kubernetes_cluster_node_pool" "fixed" { # expect
  name                  = "fixed"
  kubernetes_cluster_id = "training"
  vm_size               = "Standard_ND96isr_H100_v5"
  node_count            = 4
}
