resource "azurerm_key_vault" "ml" { # expect
  name = "ml"
}

resource "azurerm_machine_learning_workspace" "ml" {
  name         = "ml"
  key_vault_id = azurerm_key_vault.ml.id
}
