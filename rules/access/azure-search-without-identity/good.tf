resource "azurerm_search_service" "documents" {
  name = "documents"
  sku  = "standard"

  identity {
    type = "SystemAssigned"
  }
}
