resource "azurerm_machine_learning_workspace" "ranking" { # expect
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"
}
