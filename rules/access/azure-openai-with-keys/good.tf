resource "azurerm_cognitive_account" "chat" {
  name                = "chat"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  kind                = "OpenAI"
  sku_name            = "S0"
  local_auth_enabled  = false
}
