resource "azurerm_key_vault" "ml" { # expect
  name                = "ranking"
  location            = "westeurope"
  resource_group_name = "ml-prod"
  sku_name            = "standard"
}

resource "azurerm_machine_learning_workspace" "ranking" {
  name         = "ranking"
  key_vault_id = azurerm_key_vault.ml.id
}
