resource "azurerm_key_vault" "ml" {
  name = "ml"

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}

resource "azurerm_machine_learning_workspace" "ml" {
  name         = "ml"
  key_vault_id = azurerm_key_vault.ml.id
}

resource "azurerm_key_vault" "other" {
  name = "other"
}
