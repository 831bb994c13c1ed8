resource "azurerm_machine_learning_workspace" "ranking" {
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  managed_network {
    isolation_mode = "AllowOnlyApprovedOutbound"
  }
}
