resource "azurerm_machine_learning_workspace" "ml" { # expect
  name = "ml"
}
