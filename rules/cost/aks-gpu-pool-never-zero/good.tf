resource "azurerm_kubernetes_cluster_node_pool" "gpu" {
  name                  = "gpu"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.training.id
  vm_size               = "Standard_NC24ads_A100_v4"
  auto_scaling_enabled  = true
  min_count             = 0
  max_count             = 4
}

resource "azurerm_kubernetes_cluster_node_pool" "system" {
  name                  = "system"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.training.id
  vm_size               = "Standard_D4s_v5"
  node_count            = 3
}

resource "azurerm_kubernetes_cluster_node_pool" "before_version_4" {
  name                = "before"
  vm_size             = "Standard_NC24ads_A100_v4"
  enable_auto_scaling = true
  min_count           = 0
  max_count           = 4
}
