resource "azurerm_machine_learning_workspace" "ranking" {
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"

  encryption {
    key_vault_id = azurerm_key_vault.ml.id
    key_id       = azurerm_key_vault_key.ml.id
  }
}
