resource "azurerm_cognitive_account" "openai" {
  name                          = "ranking-openai"
  location                      = "swedencentral"
  resource_group_name           = "ml-prod"
  kind                          = "OpenAI"
  sku_name                      = "S0"
  public_network_access_enabled = false
}

resource "azurerm_cognitive_account" "listed" {
  name                = "listed"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  kind                = "OpenAI"
  sku_name            = "S0"

  network_acls {
    default_action = "Deny"
    ip_rules       = ["198.51.100.0/24"]
  }
}

resource "azapi_resource" "foundry" {
  type      = "Microsoft.CognitiveServices/accounts@2025-06-01"
  name      = "foundry"
  parent_id = azurerm_resource_group.ml.id
  location  = "swedencentral"

  body = {
    kind = "AIServices"
    sku  = { name = "S0" }
    properties = {
      allowProjectManagement = true
      publicNetworkAccess    = "Disabled"
      networkAcls            = { defaultAction = "Allow" }
    }
  }
}
