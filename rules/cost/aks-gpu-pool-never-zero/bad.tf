resource "azurerm_kubernetes_cluster_node_pool" "gpu" {
  name                  = "gpu"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.training.id
  vm_size               = "Standard_NC24ads_A100_v4"
  auto_scaling_enabled  = true
  min_count             = 1 # expect
  max_count             = 4
}

resource "azurerm_kubernetes_cluster_node_pool" "fixed" { # expect
  name                  = "fixed"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.training.id
  vm_size               = "Standard_ND96isr_H100_v5"
  node_count            = 2
}

# Azure reads names of sizes in any case
resource "azurerm_kubernetes_cluster_node_pool" "lower" {
  name                  = "gpu"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.training.id
  vm_size               = "standard_nC24ads_A100_v4"
  auto_scaling_enabled  = true
  min_count             = 1 # expect
  max_count             = 4
}
