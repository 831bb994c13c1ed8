resource "azurerm_machine_learning_workspace" "ml" {
  name                          = "ml"
  public_network_access_enabled = false # expect
}
