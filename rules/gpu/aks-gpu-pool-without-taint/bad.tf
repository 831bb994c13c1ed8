resource "azurerm_kubernetes_cluster_node_pool" "gpu" { # expect
  name                  = "gpu"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.training.id
  vm_size               = "Standard_NC24ads_A100_v4"
}

# Azure reads names of sizes in any case
resource "azurerm_kubernetes_cluster_node_pool" "lower" { # expect
  name                  = "gpu"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.training.id
  vm_size               = "standard_nC24ads_A100_v4"
}
