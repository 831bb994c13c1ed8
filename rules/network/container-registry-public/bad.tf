resource "azurerm_container_registry" "ml" { # expect
  name = "ml"
  sku  = "Premium"
}
