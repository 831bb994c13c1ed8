resource "azurerm_search_service" "chat" { # expect
  name                = "chat"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  sku                 = "standard"
}
