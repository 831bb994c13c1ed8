resource "azurerm_ai_services" "chat" {
  name                  = "chat"
  location              = "swedencentral"
  resource_group_name   = "ml-prod"
  sku_name              = "S0"
  public_network_access = "Disabled"
}
