resource "azurerm_ai_services" "chat" {
  name                  = "chat"
  location              = "swedencentral"
  resource_group_name   = "ml"
  sku_name              = "S0"
  public_network_access = "Disabled"
}

resource "azurerm_ai_services" "listed" {
  name                = "listed"
  location            = "swedencentral"
  resource_group_name = "ml"
  sku_name            = "S0"

  network_acls {
    default_action = "Deny"
    ip_rules       = ["203.0.113.0/24"]
  }
}
