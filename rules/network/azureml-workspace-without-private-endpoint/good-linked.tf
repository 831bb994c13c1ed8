resource "azurerm_machine_learning_workspace" "closed" {
  name                          = "closed"
  public_network_access_enabled = false
}

resource "azurerm_private_endpoint" "closed" {
  name                = "closed"
  location            = "westeurope"
  resource_group_name = "ml"
  subnet_id           = "ml"

  private_service_connection {
    name                           = "closed"
    private_connection_resource_id = azurerm_machine_learning_workspace.closed.id
    is_manual_connection           = false
  }
}
