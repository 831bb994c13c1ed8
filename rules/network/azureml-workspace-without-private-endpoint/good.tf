resource "azurerm_machine_learning_workspace" "ml" {
  name                          = "ml"
  public_network_access_enabled = false
}

resource "azurerm_private_endpoint" "workspace" {
  name = "workspace"

  private_service_connection {
    name                           = "workspace"
    private_connection_resource_id = azurerm_machine_learning_workspace.ml.id
    subresource_names              = ["amlworkspace"]
    is_manual_connection           = false
  }
}
