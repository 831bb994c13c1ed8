resource "azurerm_machine_learning_workspace" "ranking" { # expect
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}

resource "azurerm_machine_learning_workspace" "off" {
  name                = "off"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  managed_network {
    isolation_mode = "Disabled" # expect
  }
}
