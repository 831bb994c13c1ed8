resource "azurerm_container_registry" "ml" {
  name                = "rankingimages"
  location            = "westeurope"
  resource_group_name = "ml-prod"
  sku                 = "Premium"
  admin_enabled       = true # expect
}
