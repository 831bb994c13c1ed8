resource "azurerm_search_service" "documents" {
  name                          = "documents"
  location                      = "swedencentral"
  resource_group_name           = "ml-prod"
  sku                           = "standard"
  public_network_access_enabled = false
}

resource "azurerm_search_service" "listed" {
  name                = "listed"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  sku                 = "standard"
  allowed_ips         = ["198.51.100.0/24"]
}
