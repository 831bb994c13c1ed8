resource "azurerm_machine_learning_compute_cluster" "gpu" { # expect
  name    = "gpu"
  vm_size = "STANDARD_NC24ADS_A100_V4"
}
