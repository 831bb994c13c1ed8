resource "azurerm_search_service" "documents" { # expect
  name                = "documents"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  sku                 = "standard"
}
