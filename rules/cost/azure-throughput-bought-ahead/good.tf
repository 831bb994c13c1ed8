resource "azurerm_cognitive_deployment" "chat" {
  name = "chat"

  sku {
    name     = "ProvisionedManaged"
    capacity = 50
  }
}

resource "azurerm_consumption_budget_resource_group" "ml" {
  name   = "ml"
  amount = 2000
}

resource "azurerm_cognitive_deployment" "by_token" {
  name = "by-token"

  sku {
    name = "Standard"
  }
}
