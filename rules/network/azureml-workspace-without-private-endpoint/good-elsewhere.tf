# Its endpoint is declared by a list of names; an open workspace needs none.
variable "workspace" {
  description = "What the endpoint leads to"
  type        = string
}

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
    private_connection_resource_id = var.workspace
    subresource_names              = ["amlworkspace"]
    is_manual_connection           = false
  }
}

resource "azurerm_machine_learning_workspace" "open" {
  name = "open"
}
