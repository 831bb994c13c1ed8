resource "azurerm_search_service" "documents" { # expect
  name = "documents"
  sku  = "standard"
}
