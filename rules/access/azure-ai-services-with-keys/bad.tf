resource "azurerm_ai_services" "chat" { # expect
  name                = "chat"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  sku_name            = "S0"
}
