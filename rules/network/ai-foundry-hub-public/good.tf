resource "azurerm_ai_foundry" "hub" {
  name                  = "hub"
  location              = "swedencentral"
  resource_group_name   = "ml-prod"
  storage_account_id    = azurerm_storage_account.ml.id
  key_vault_id          = azurerm_key_vault.ml.id
  public_network_access = "Disabled"
}
