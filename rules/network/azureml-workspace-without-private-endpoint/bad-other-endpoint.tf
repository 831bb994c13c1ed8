resource "azurerm_machine_learning_workspace" "closed" {
  name                          = "closed"
  public_network_access_enabled = false # expect
}

resource "azurerm_private_endpoint" "blobs" {
  name                = "blobs"
  location            = "westeurope"
  resource_group_name = "ml"
  subnet_id           = "ml"

  private_service_connection {
    name                           = "blobs"
    private_connection_resource_id = "blobs"
    subresource_names              = ["blob"]
    is_manual_connection           = false
  }
}
