resource "azurerm_machine_learning_workspace" "ranking" { # expect
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}

resource "azurerm_machine_learning_workspace" "open" {
  name                          = "open"
  location                      = "westeurope"
  resource_group_name           = "ml-prod"
  public_network_access_enabled = true # expect
}

resource "azurerm_machine_learning_workspace" "older" {
  name                                         = "older"
  location                                     = "westeurope"
  resource_group_name                          = "ml-prod"
  public_access_behind_virtual_network_enabled = true # expect
}
