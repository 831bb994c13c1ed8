resource "azurerm_cognitive_account" "openai" { # expect
  name                = "ranking-openai"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  kind                = "OpenAI"
  sku_name            = "S0"
}

resource "azurerm_cognitive_account" "allowing" {
  name                = "allowing"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  kind                = "OpenAI"
  sku_name            = "S0"

  network_acls {
    default_action = "Allow" # expect
  }
}

resource "azurerm_cognitive_account" "said" {
  name                          = "said"
  location                      = "swedencentral"
  resource_group_name           = "ml-prod"
  kind                          = "OpenAI"
  sku_name                      = "S0"
  public_network_access_enabled = true # expect
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
      publicNetworkAccess    = "Enabled" # expect
    }
  }
}
