resource "azurerm_machine_learning_compute_cluster" "gpu" {
  name               = "gpu"
  vm_size            = "Standard_NC24ads_A100_v4"
  vm_priority        = "LowPriority"
  local_auth_enabled = false
}
