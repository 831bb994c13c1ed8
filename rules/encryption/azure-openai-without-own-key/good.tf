resource "azurerm_cognitive_account" "openai" {
  name = "openai"
  kind = "OpenAI"

  customer_managed_key {
    key_vault_key_id = "https://ml.vault.azure.net/keys/openai/0a1b"
  }
}

resource "azurerm_cognitive_account" "apart" {
  name = "apart"
  kind = "OpenAI"
}

resource "azurerm_cognitive_account_customer_managed_key" "apart" {
  cognitive_account_id = azurerm_cognitive_account.apart.id
  key_vault_key_id     = "https://ml.vault.azure.net/keys/openai/0a1b"
}
