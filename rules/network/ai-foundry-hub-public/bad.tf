resource "azurerm_ai_foundry" "hub" { # expect
  name                = "hub"
  location            = "swedencentral"
  resource_group_name = "ml-prod"
  storage_account_id  = azurerm_storage_account.ml.id
  key_vault_id        = azurerm_key_vault.ml.id
}

resource "azapi_resource" "hub" {
  type      = "Microsoft.MachineLearningServices/workspaces@2025-06-01"
  name      = "hub"
  parent_id = azurerm_resource_group.ml.id
  location  = "swedencentral"

  body = {
    kind = "Hub"
    properties = {
      publicNetworkAccess = "enabled" # expect
    }
  }
}
