resource "azurerm_search_service" "chat" {
  name                         = "chat"
  location                     = "swedencentral"
  resource_group_name          = "ml-prod"
  sku                          = "standard"
  local_authentication_enabled = false
}
