resource "azurerm_container_registry" "images" {
  name                   = "churnimages"
  sku                    = "Standard"
  anonymous_pull_enabled = true # expect
}
