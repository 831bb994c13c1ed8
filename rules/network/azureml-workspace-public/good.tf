resource "azurerm_machine_learning_workspace" "ranking" {
  name                          = "ranking"
  location                      = "westeurope"
  resource_group_name           = "ml-prod"
  public_network_access_enabled = false
}
