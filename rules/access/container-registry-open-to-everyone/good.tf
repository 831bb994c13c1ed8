resource "azurerm_container_registry" "images" {
  name                   = "churnimages"
  sku                    = "Standard"
  anonymous_pull_enabled = false
}

resource "azurerm_container_registry" "weights" {
  name = "churnweights"
  sku  = "Premium"
}

# A cluster without a way out pulls without a login, and nobody else gets here.
resource "azurerm_container_registry" "isolated" {
  name                   = "churnisolated"
  sku                    = "Premium"
  anonymous_pull_enabled = true

  network_rule_set {
    default_action = "Deny"
  }
}

resource "azurerm_container_registry" "private" {
  name                          = "churnprivate"
  sku                           = "Premium"
  anonymous_pull_enabled        = true
  public_network_access_enabled = false
}
