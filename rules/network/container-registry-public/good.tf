resource "azurerm_container_registry" "ml" {
  name                          = "ml"
  sku                           = "Premium"
  public_network_access_enabled = false
}
