resource "azurerm_container_registry" "ml" {
  name                = "rankingimages"
  location            = "westeurope"
  resource_group_name = "ml-prod"
  sku                 = "Premium"
  admin_enabled       = false
}

resource "azurerm_container_registry" "by_default" {
  name                = "images"
  location            = "westeurope"
  resource_group_name = "ml-prod"
  sku                 = "Premium"
}
