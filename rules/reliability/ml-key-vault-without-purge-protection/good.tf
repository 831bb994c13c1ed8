resource "azurerm_key_vault" "ml" {
  name                     = "ranking"
  location                 = "westeurope"
  resource_group_name      = "ml-prod"
  sku_name                 = "standard"
  purge_protection_enabled = true
}

resource "azurerm_machine_learning_workspace" "ranking" {
  name         = "ranking"
  key_vault_id = azurerm_key_vault.ml.id
}
