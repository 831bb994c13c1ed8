resource "azurerm_container_registry" "images" {
  name                   = "churnimages"
  sku                    = "Standard"
  anonymous_pull_enabled = false
}

resource "azurerm_container_registry" "weights" {
  name = "churnweights"
  sku  = "Premium"
}
