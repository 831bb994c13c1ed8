# Reserved together, one machine alone, and machines that do not train together.
resource "azurerm_kubernetes_cluster_node_pool" "reserved" {
  name                  = "reserved"
  kubernetes_cluster_id = "training"
  vm_size               = "Standard_ND96isr_H100_v5"
  node_count            = 4

  capacity_reservation_group_id = "training"
}

resource "azurerm_kubernetes_cluster_node_pool" "single" {
  name                  = "single"
  kubernetes_cluster_id = "training"
  vm_size               = "Standard_ND96isr_H100_v5"
  auto_scaling_enabled  = true
  min_count             = 0
  max_count             = 1
}

resource "azurerm_kubernetes_cluster_node_pool" "one" {
  name                  = "one"
  kubernetes_cluster_id = "training"
  vm_size               = "Standard_ND96isr_H100_v5"
  node_count            = 1
}

resource "azurerm_kubernetes_cluster_node_pool" "serving" {
  name                  = "serving"
  kubernetes_cluster_id = "training"
  vm_size               = "Standard_NC24ads_A100_v4"
  node_count            = 4
}
