resource "azurerm_machine_learning_workspace" "ranking" {
  name                          = "ranking"
  location                      = "westeurope"
  resource_group_name           = "ml-prod"
  public_network_access_enabled = false
}

# Version 3 of the provider closes it by the older name.
resource "azurerm_machine_learning_workspace" "older" {
  name                                         = "older"
  location                                     = "westeurope"
  resource_group_name                          = "ml-prod"
  public_access_behind_virtual_network_enabled = false
}
