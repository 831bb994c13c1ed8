resource "azurerm_ai_services" "chat" {
  name                         = "chat"
  location                     = "swedencentral"
  resource_group_name          = "ml-prod"
  sku_name                     = "S0"
  local_authentication_enabled = false
}
