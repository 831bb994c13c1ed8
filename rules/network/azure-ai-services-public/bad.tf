resource "azurerm_ai_services" "chat" { # expect
  name                = "chat"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  sku_name            = "S0"
}

resource "azurerm_ai_services" "said" {
  name                  = "said"
  location              = "swedencentral"
  resource_group_name   = "ml-prod"
  sku_name              = "S0"
  public_network_access = "Enabled" # expect
}

resource "azurerm_ai_services" "allowing" {
  name                = "allowing"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  sku_name            = "S0"

  network_acls {
    default_action = "Allow" # expect
  }
}
