resource "azurerm_machine_learning_compute_cluster" "gpu" { # expect
  name        = "gpu"
  vm_size     = "Standard_NC24ads_A100_v4"
  vm_priority = "LowPriority"
}
