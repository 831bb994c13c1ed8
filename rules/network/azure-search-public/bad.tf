resource "azurerm_search_service" "documents" { # expect
  name                = "documents"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  sku                 = "standard"
}

resource "azurerm_search_service" "everywhere" { # expect
  name                = "everywhere"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  sku                 = "standard"
  allowed_ips         = ["0.0.0.0/0"]
}
