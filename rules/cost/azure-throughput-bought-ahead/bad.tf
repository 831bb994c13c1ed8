resource "azurerm_cognitive_deployment" "chat" {
  name = "chat"

  sku {
    name     = "ProvisionedManaged" # expect
    capacity = 50
  }
}
